package mien.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: points, landmarks, pose, detection, model id. */
class ValuesTest {

  private static List<Point3> numbered() {
    List<Point3> points = new ArrayList<>();
    for (int i = 0; i < Landmarks68.COUNT; i++) {
      points.add(new Point3(i, 100 - i, -i));
    }
    return points;
  }

  @Test
  void distanceIsEuclidean() {
    assertThat(new Point(1, 2).distanceTo(new Point(4, 6))).isCloseTo(5, within(1e-12));
    assertThat(new Point(1, 2).distanceTo(new Point(1, 2))).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void nothingIsNotFinite(double bad) {
    assertThatThrownBy(() -> new Point(bad, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Point(0, bad)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Point3(0, 0, bad)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeadPose(0, bad, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fiveOfSixtyEightAreEyesNoseAndMouthCornersFromImageLeft() {
    Landmarks5 five = new Landmarks68(numbered()).toLandmarks5();
    assertThat(five.points())
        .containsExactly(
            new Point(38.5, 61.5),
            new Point(44.5, 55.5),
            new Point(30, 70),
            new Point(48, 52),
            new Point(54, 46));
  }

  @Test
  void theEyesOfSixtyEightAreTheirRings() {
    Landmarks68 all = new Landmarks68(numbered());
    assertThat(all.imageLeftEye())
        .extracting(Point3::x)
        .containsExactly(36d, 37d, 38d, 39d, 40d, 41d);
    assertThat(all.imageRightEye())
        .extracting(Point3::x)
        .containsExactly(42d, 43d, 44d, 45d, 46d, 47d);
  }

  @Test
  void anyOtherNumberOfPointsIsRefused() {
    List<Point3> points = numbered();
    points.removeLast();
    assertThatThrownBy(() -> new Landmarks68(points)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Landmarks5.of(List.of(new Point(0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void landmarksAreTheirOwnCopy() {
    List<Point3> points = numbered();
    Landmarks68 all = new Landmarks68(points);
    points.set(0, new Point3(999, 0, 0));
    assertThat(all.points().getFirst().x()).isZero();
  }

  @Test
  void eyeDistanceIsThatOfTheCenters() {
    Landmarks5 five =
        new Landmarks5(
            new Point(0, 0), new Point(3, 4), new Point(9, 9), new Point(8, 8), new Point(7, 7));
    assertThat(five.eyeDistance()).isCloseTo(5, within(1e-12));
    assertThat(Landmarks5.of(five.points())).isEqualTo(five);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void aScoreIsAProbability(double bad) {
    Box box = new Box(0, 0, 1, 1);
    assertThatThrownBy(() -> new Detection(box, bad, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edgeface_xs_512", "a", "3ddfa_v2_mb05", "scrfd_2.5g_kps"})
  void modelIdsAreFileNames(String id) {
    assertThat(new ModelId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden", "Upper", "a/b", "a b", "-a", "é"})
  void whatIsNoFileNameEverywhereIsNoModelId(String id) {
    assertThatThrownBy(() -> new ModelId(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
