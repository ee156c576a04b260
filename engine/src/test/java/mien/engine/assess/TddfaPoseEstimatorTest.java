package mien.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.core.face.Point3;
import mien.engine.align.Pictures;
import mien.engine.image.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arithmetic around the network, against numpy and against rotations made on purpose. */
class TddfaPoseEstimatorTest {

  private static final Photo PHOTO = Pictures.synthetic(320, 240);

  /** One line of {@code tddfa.txt}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Golden(double[] v) {
    float[] outputs() {
      float[] outputs = new float[62];
      for (int i = 0; i < 62; i++) {
        outputs[i] = (float) v[i];
      }
      return outputs;
    }

    Detection face() {
      return detection(new Box(v[62], v[63], v[64], v[65]));
    }
  }

  static Stream<Golden> goldens() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TddfaPoseEstimatorTest.class.getResourceAsStream("tddfa.txt")),
                StandardCharsets.UTF_8))) {
      List<Golden> goldens =
          in.lines()
              .filter(l -> !l.startsWith("#"))
              .map(
                  l ->
                      new Golden(
                          Arrays.stream(l.split(" ")).mapToDouble(Double::parseDouble).toArray()))
              .toList();
      assertThat(goldens).hasSize(8);
      return goldens.stream();
    }
  }

  private static Detection detection(Box box) {
    return new Detection(box, 1, Optional.empty());
  }

  private static TddfaBasis basis() throws IOException {
    return TddfaBasis.read(TddfaFixture.syntheticBasis());
  }

  private static void assertPoints(Landmarks68 points, double[] v, int from) {
    for (int i = 0; i < 68; i++) {
      Point3 p = points.points().get(i);
      assertThat(p.x()).isCloseTo(v[from + 3 * i], within(1e-3));
      assertThat(p.y()).isCloseTo(v[from + 3 * i + 1], within(1e-3));
      assertThat(p.z()).isCloseTo(v[from + 3 * i + 2], within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void pointsOfOneAndOfTwoPassesEqualTheReference(Golden golden) throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(golden.outputs());
    Optional<TddfaBasis> basis = Optional.of(basis());
    List<Detection> faces = List.of(golden.face());
    HeadFit one = new TddfaPoseEstimator(network, basis, false).fit(PHOTO, faces).getFirst();
    assertPoints(one.landmarks68().orElseThrow(), golden.v(), 69);
    TddfaCrop closer = TddfaCrop.aroundPoints(one.landmarks68().orElseThrow().points());
    assertThat(closer.left()).isCloseTo(golden.v()[273], within(1e-3));
    assertThat(closer.top()).isCloseTo(golden.v()[274], within(1e-3));
    assertThat(closer.side()).isCloseTo(golden.v()[275], within(1e-3));
    HeadFit two = new TddfaPoseEstimator(network, basis).fit(PHOTO, faces).getFirst();
    assertPoints(two.landmarks68().orElseThrow(), golden.v(), 276);
    assertThat(network.shapes).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void poseEqualsTheOneThatNumpyPutsTogetherAgain(Golden golden) throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(golden.outputs());
    HeadPose pose =
        new TddfaPoseEstimator(network, Optional.of(basis()))
            .fit(PHOTO, List.of(golden.face()))
            .getFirst()
            .pose();
    // The arcsine is steep at 90 degrees, where the last bit of a float is 0.03 degrees.
    assertThat(pose.pitchDegrees()).isCloseTo(golden.v()[66], within(1e-3));
    assertThat(pose.yawDegrees()).isCloseTo(golden.v()[67], within(0.05));
    assertThat(pose.rollDegrees()).isCloseTo(golden.v()[68], within(1e-3));
  }

  @Test
  void theCropIsTheOneOfTheReferenceInBgr() throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(anOutput());
    new TddfaPoseEstimator(network, Optional.empty())
        .fit(PHOTO, List.of(detection(new Box(139, 40.72, 291, 192.72))));
    Photo expected = Pictures.resource(TddfaPoseEstimatorTest.class, "tddfa-crop.png");
    float[] input = network.inputs.getFirst();
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 120; x++) {
        float[] bgr = {expected.blue(x, y), expected.green(x, y), expected.red(x, y)};
        for (int c = 0; c < 3; c++) {
          float gray = input[(c * 120 + y) * 120 + x] * 128 + 127.5f;
          assertThat(gray).isCloseTo(bgr[c], within(1.01f));
        }
      }
    }
  }

  /** A rotation by the three angles, in the camera's frame: x right, y up, z to the viewer. */
  private static float[] outputFor(double pitchUp, double yawLeft, double rollRight, double scale) {
    double a = Math.toRadians(-pitchUp); // about x; positive turns the nose (z) down
    double b = Math.toRadians(-yawLeft); // about y; positive turns the nose to image-right
    double c = Math.toRadians(-rollRight); // about z; positive is counter-clockwise on the screen
    double[][] x = {{1, 0, 0}, {0, Math.cos(a), -Math.sin(a)}, {0, Math.sin(a), Math.cos(a)}};
    double[][] y = {{Math.cos(b), 0, Math.sin(b)}, {0, 1, 0}, {-Math.sin(b), 0, Math.cos(b)}};
    double[][] z = {{Math.cos(c), -Math.sin(c), 0}, {Math.sin(c), Math.cos(c), 0}, {0, 0, 1}};
    double[][] r = times(x, times(y, z));
    float[] output = new float[62];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        double value = j < 3 ? scale * r[i][j] : 60;
        int at = 4 * i + j;
        output[at] =
            (float) ((value - TddfaParameters.POSE_MEAN[at]) / TddfaParameters.POSE_DEVIATION[at]);
      }
    }
    return output;
  }

  private static float[] anOutput() {
    return outputFor(0, 0, 0, 3.5e-4);
  }

  private static double[][] times(double[][] p, double[][] q) {
    double[][] product = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          product[i][j] += p[i][k] * q[k][j];
        }
      }
    }
    return product;
  }

  private static HeadPose pose(float[] output) {
    return TddfaParameters.cameraOf(output).pose();
  }

  @Test
  void anglesOfRotationsMadeOnPurposeComeBack() {
    Random random = new Random(21);
    for (int trial = 0; trial < 500; trial++) {
      double pitch = random.nextDouble() * 170 - 85;
      double yaw = random.nextDouble() * 160 - 80;
      double roll = random.nextDouble() * 340 - 170;
      HeadPose pose = pose(outputFor(pitch, yaw, roll, 2e-4 + random.nextDouble() * 4e-4));
      assertThat(pose.pitchDegrees()).isCloseTo(pitch, within(0.01));
      assertThat(pose.yawDegrees()).isCloseTo(yaw, within(0.01));
      assertThat(pose.rollDegrees()).isCloseTo(roll, within(0.01));
    }
  }

  @Test
  void beyondTheGimbalLockTheYawStaysAndPitchTakesTheRoll() {
    for (double yaw : new double[] {86.5, 88, 90}) {
      for (double pitch : new double[] {-30, 0, 40}) {
        HeadPose left = pose(outputFor(pitch, yaw, 25, 3.5e-4));
        assertThat(left.yawDegrees()).isCloseTo(yaw, within(0.1));
        assertThat(left.rollDegrees()).isZero();
        assertThat(left.pitchDegrees()).isCloseTo(pitch - 25, within(2.0));
        HeadPose right = pose(outputFor(pitch, -yaw, 25, 3.5e-4));
        assertThat(right.yawDegrees()).isCloseTo(-yaw, within(0.1));
        assertThat(right.rollDegrees()).isZero();
        assertThat(right.pitchDegrees()).isCloseTo(pitch + 25, within(2.0));
      }
    }
  }

  /** The signs by what is seen, not by formula: where the nose and the eyes go. */
  @Test
  void signsAreWhatAPersonSees() {
    Point3 nose = new Point3(0, 0, 1e5);
    Point3 imageRightEye = new Point3(5e4, 0, 0);
    Point3 origin = new Point3(0, 0, 0);
    TddfaCrop crop = new TddfaCrop(0, 0, 120);
    TddfaParameters up = TddfaParameters.cameraOf(outputFor(20, 0, 0, 3.5e-4));
    TddfaParameters left = TddfaParameters.cameraOf(outputFor(0, 20, 0, 3.5e-4));
    TddfaParameters tilted = TddfaParameters.cameraOf(outputFor(0, 0, 20, 3.5e-4));
    Point3 middle = crop.toPhoto(up.project(origin));
    assertThat(crop.toPhoto(up.project(nose)).y()).isLessThan(middle.y() - 5);
    assertThat(crop.toPhoto(left.project(nose)).x()).isLessThan(middle.x() - 5);
    assertThat(crop.toPhoto(tilted.project(imageRightEye)).y()).isGreaterThan(middle.y() + 5);
    assertThat(crop.toPhoto(up.project(nose)).z()).isGreaterThan(middle.z());
    assertThat(up.pose().pitchDegrees()).isPositive();
    assertThat(left.pose().yawDegrees()).isPositive();
    assertThat(tilted.pose().rollDegrees()).isPositive();
  }

  @Test
  void withoutTheBasisThereIsThePoseAndOnePass() throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(outputFor(3, 14, -7, 3.5e-4));
    TddfaPoseEstimator estimator = new TddfaPoseEstimator(network, Optional.empty());
    HeadFit fit = estimator.fit(PHOTO, List.of(detection(new Box(10, 10, 60, 60)))).getFirst();
    assertThat(fit.landmarks68()).isEmpty();
    assertThat(fit.pose().yawDegrees()).isCloseTo(14, within(0.01));
    assertThat(network.shapes).hasSize(1);
    assertThat(estimator.meanFace()).isEmpty();
    assertThat(new TddfaPoseEstimator(network, Optional.of(basis())).meanFace()).isPresent();
  }

  @Test
  void manyFacesRunInBoundedBatchesInOrder() throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(anOutput());
    TddfaPoseEstimator estimator = new TddfaPoseEstimator(network, Optional.of(basis()));
    List<Detection> faces = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      faces.add(detection(new Box(i * 10, 0, i * 10 + 50, 50)));
    }
    List<HeadFit> fits = estimator.fit(PHOTO, faces);
    assertThat(network.shapes).extracting(List::getFirst).containsExactly(4L, 4L, 2L, 2L);
    List<Double> lefts =
        fits.stream().map(f -> f.landmarks68().orElseThrow().points().getFirst().x()).toList();
    assertThat(lefts).isSorted().doesNotHaveDuplicates();
    assertThat(estimator.fit(PHOTO, Collections.emptyList())).isEmpty();
  }

  @Test
  void aBoxWithoutExtentIsFittedNotRefused() throws IOException {
    TddfaFixture.Parrot network = new TddfaFixture.Parrot(anOutput());
    TddfaPoseEstimator estimator = new TddfaPoseEstimator(network, Optional.of(basis()));
    assertThat(estimator.fit(PHOTO, List.of(detection(new Box(5, 5, 5, 5))))).hasSize(1);
  }

  @Test
  void anAnswerThatIsNoFitIsTheModelsFault() {
    float[] broken = anOutput();
    broken[5] = Float.NaN;
    for (float[] answer : List.of(broken, new float[61])) {
      TddfaPoseEstimator estimator =
          new TddfaPoseEstimator(new TddfaFixture.Parrot(answer), Optional.empty());
      List<Detection> faces = List.of(detection(new Box(0, 0, 9, 9)));
      assertThatThrownBy(() -> estimator.fit(PHOTO, faces))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("pose.output"));
    }
  }

  @Test
  void aBasisOfAnotherLengthOrWithNanIsRefused() throws IOException {
    byte[] good = TddfaFixture.syntheticBasis();
    byte[] poisoned = good.clone();
    Arrays.fill(poisoned, 400, 404, (byte) 0xff);
    for (byte[] bad : List.of(Arrays.copyOf(good, good.length - 4), new byte[0], poisoned)) {
      assertThatThrownBy(() -> TddfaBasis.read(bad))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("model.basis"));
    }
  }
}
