package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {

  private static Box random(Random random) {
    double x = random.nextInt(20);
    double y = random.nextInt(20);
    return new Box(x, y, x + random.nextInt(12), y + random.nextInt(12));
  }

  /** Counts unit cells: the slow twin for boxes with whole corners. */
  private static double byCounting(Box a, Box b) {
    int both = 0;
    int either = 0;
    for (int x = 0; x < 40; x++) {
      for (int y = 0; y < 40; y++) {
        boolean inA = x >= a.x1() && x < a.x2() && y >= a.y1() && y < a.y2();
        boolean inB = x >= b.x1() && x < b.x2() && y >= b.y1() && y < b.y2();
        both += inA && inB ? 1 : 0;
        either += inA || inB ? 1 : 0;
      }
    }
    return either == 0 ? 0 : (double) both / either;
  }

  @Test
  void overlapEqualsCountingCells() {
    Random random = new Random(8);
    for (int trial = 0; trial < 300; trial++) {
      Box a = random(random);
      Box b = random(random);
      assertThat(a.intersectionOverUnion(b))
          .isCloseTo(byCounting(a, b), within(1e-12))
          .isEqualTo(b.intersectionOverUnion(a));
    }
  }

  @Test
  void aBoxOverlapsItselfWhollyUnlessItIsEmpty() {
    assertThat(new Box(1, 2, 3, 5).intersectionOverUnion(new Box(1, 2, 3, 5))).isEqualTo(1);
    assertThat(new Box(1, 2, 1, 2).intersectionOverUnion(new Box(1, 2, 1, 2))).isZero();
  }

  @Test
  void sidesAreDifferencesOfCorners() {
    Box box = new Box(-2, 3, 4, 13);
    assertThat(box.width()).isEqualTo(6);
    assertThat(box.height()).isEqualTo(10);
    assertThat(box.area()).isEqualTo(60);
    assertThat(box.center()).isEqualTo(new Point(1, 8));
  }

  @ParameterizedTest
  @CsvSource({"1,0,0,1", "0,1,1,0", "NaN,0,1,1", "0,0,Infinity,1", "0,-Infinity,1,1"})
  void insideOutOrUnboundedIsRefused(double x1, double y1, double x2, double y2) {
    assertThatThrownBy(() -> new Box(x1, y1, x2, y2)).isInstanceOf(IllegalArgumentException.class);
  }
}
