package mien.core.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExemplarsTest {

  private static Exemplars.Face face(long id, double quality, double yaw, int year) {
    return new Exemplars.Face(
        id, quality, OptionalDouble.of(yaw), OptionalInt.of((int) (365.25 * year) + 30));
  }

  @Test
  void everyWayOfLookingAndEveryYearComesBeforeASecondOfOne() {
    List<Exemplars.Face> faces =
        List.of(
            face(1, 0.9, 0, 2001),
            face(2, 0.8, 5, 2001),
            face(3, 0.3, 40, 2001),
            face(4, 0.5, 0, 2009),
            face(5, 0.2, -30, 2009));
    assertThat(Exemplars.choose(faces, 4)).containsExactly(1L, 4L, 3L, 5L);
    assertThat(Exemplars.choose(faces.reversed(), 9)).containsExactly(1L, 4L, 3L, 5L, 2L);
    assertThat(Exemplars.choose(faces, 1)).containsExactly(1L);
  }

  @Test
  void facesWithoutPoseOrDateAreOneLook() {
    List<Exemplars.Face> faces =
        List.of(
            new Exemplars.Face(2, 0.5, OptionalDouble.empty(), OptionalInt.empty()),
            new Exemplars.Face(1, 0.5, OptionalDouble.empty(), OptionalInt.empty()));
    assertThat(Exemplars.choose(faces, 2)).containsExactly(1L, 2L);
    assertThat(Exemplars.choose(List.of(), 2)).isEmpty();
  }
}
