package mien.engine.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import mien.core.face.Box;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.engine.image.Photo;
import org.junit.jupiter.api.Test;

class FaceSquareTest {

  @Test
  void anUprightSquareOfWholePixelsIsTheCutOutItself() {
    Photo photo = noise(40, 30, 1);
    // Box edges 10 to 26 by 5 to 21: columns 10 to 25, rows 5 to 20.
    Photo cut = FaceSquare.around(new Box(10, 5, 26, 21), 1).cut(photo, 16);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        assertThat(cut.red(x, y)).isEqualTo(photo.red(10 + x, 5 + y));
        assertThat(cut.blue(x, y)).isEqualTo(photo.blue(10 + x, 5 + y));
      }
    }
  }

  @Test
  void aQuarterTurnMakesAVerticalLineLevel() {
    Photo photo = noise(40, 40, 2);
    // The line runs downwards in the photo and to the right in the crop.
    double down = FaceSquare.angle(new Point(20, 10), new Point(20, 30));
    Photo cut = FaceSquare.turned(new Box(12, 12, 28, 28), 1, down).cut(photo, 16);
    for (int i = 0; i < 16; i++) {
      assertThat(cut.green(i, 3)).isEqualTo(photo.green(28 - 1 - 3, 12 + i));
    }
  }

  @Test
  void pointsOfTheCropLieInThePhotoWhereTheirPixelsCameFrom() {
    Random random = new Random(3);
    for (int k = 0; k < 100; k++) {
      FaceSquare square =
          new FaceSquare(
              new Point(random.nextDouble() * 100, random.nextDouble() * 100),
              10 + random.nextDouble() * 90,
              random.nextDouble() * 6 - 3);
      // The crop's corner-based middle is the square's center, whatever the turn.
      assertThat(square.toPhoto(96, 96, 192).distanceTo(square.center())).isLessThan(1e-9);
      Point3 right = square.toPhoto(192, 96, -19.2, 192);
      assertThat(right.flat().distanceTo(square.center()))
          .isCloseTo(square.side() / 2, within(1e-9));
      assertThat(FaceSquare.angle(square.center(), right.flat()))
          .isCloseTo(square.radians(), within(1e-9));
      // The network counts depth away from the viewer.
      assertThat(right.z()).isCloseTo(square.side() / 10, within(1e-9));
    }
  }

  private static Photo noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return Photo.ofRgb(width, height, rgb);
  }
}
