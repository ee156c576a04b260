package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import mien.core.face.EyeAspectRatio.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EyeAspectRatioTest {

  /** Corner, upper two, corner, lower two, as each marking's documentation draws them. */
  private static int[] eye(Layout layout, boolean left) {
    return switch (layout) {
      case IBUG_68 ->
          left ? new int[] {36, 37, 38, 39, 40, 41} : new int[] {42, 43, 44, 45, 46, 47};
      case INSIGHTFACE_106 ->
          left ? new int[] {35, 41, 42, 39, 37, 36} : new int[] {89, 95, 96, 93, 91, 90};
      case MEDIAPIPE_468 ->
          left ? new int[] {33, 160, 158, 133, 153, 144} : new int[] {362, 385, 387, 263, 373, 380};
    };
  }

  private static int count(Layout layout) {
    return switch (layout) {
      case IBUG_68 -> 68;
      case INSIGHTFACE_106 -> 106;
      case MEDIAPIPE_468 -> 468;
    };
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void anEyeOfKnownHeightHasThatRatioAndOtherPointsDoNotMatter(Layout layout) {
    Random random = new Random(5);
    for (int trial = 0; trial < 50; trial++) {
      double[] xy = random.doubles(2L * count(layout), 0, 500).toArray();
      double leftHeight = random.nextDouble();
      double rightHeight = random.nextDouble();
      place(xy, eye(layout, true), 100, leftHeight);
      place(xy, eye(layout, false), 300, rightHeight);
      assertThat(EyeAspectRatio.imageLeft(layout, xy).orElseThrow())
          .isCloseTo(leftHeight, within(1e-12));
      assertThat(EyeAspectRatio.imageRight(layout, xy).orElseThrow())
          .isCloseTo(rightHeight, within(1e-12));
    }
  }

  private static void place(double[] xy, int[] eye, double x, double ratio) {
    double width = 30;
    double[][] at = {
      {0, 0},
      {width / 3, -ratio * width / 2},
      {2 * width / 3, -ratio * width / 2},
      {width, 0},
      {2 * width / 3, ratio * width / 2},
      {width / 3, ratio * width / 2}
    };
    for (int i = 0; i < 6; i++) {
      xy[2 * eye[i]] = x + at[i][0];
      xy[2 * eye[i] + 1] = 200 + at[i][1];
    }
  }

  @Test
  void theRatioDoesNotChangeWhenAFaceIsTurnedMovedOrEnlarged() {
    Random random = new Random(6);
    double[] xy = random.doubles(136, 0, 500).toArray();
    double angle = 0.7;
    double[] moved = new double[136];
    for (int i = 0; i < 68; i++) {
      double x = xy[2 * i];
      double y = xy[2 * i + 1];
      moved[2 * i] = 3 * (Math.cos(angle) * x - Math.sin(angle) * y) + 40;
      moved[2 * i + 1] = 3 * (Math.sin(angle) * x + Math.cos(angle) * y) - 90;
    }
    assertThat(EyeAspectRatio.imageLeft(Layout.IBUG_68, moved).orElseThrow())
        .isCloseTo(EyeAspectRatio.imageLeft(Layout.IBUG_68, xy).orElseThrow(), within(1e-9));
  }

  @Test
  void cornersThatCoincideHaveNoRatioAndAnotherMarkingIsRefused() {
    assertThat(EyeAspectRatio.imageLeft(Layout.IBUG_68, new double[136])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EyeAspectRatio.imageLeft(Layout.INSIGHTFACE_106, new double[136]));
  }
}
