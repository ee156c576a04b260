package mien.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.assess.EyeOpen.Measured;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.assess.EyeOpen.Unknown;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.ScrfdDetector;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EyeStateTest {

  private final List<LoadedModel> open = new ArrayList<>();
  private ScrfdDetector detector;
  private EarEyeEstimator ear;
  private ClassifierEyeEstimator classifier;
  private ClassifierEyeEstimator withoutLandmarks;

  @BeforeAll
  void load() {
    detector = new ScrfdDetector(model("scrfd_2.5g_kps"));
    PfldLandmarks landmarks = new PfldLandmarks(model("pfld_68"));
    LoadedModel openClosed = model("open_closed_eye_0001");
    LoadedModel ocec = model("ocec_m");
    ear = new EarEyeEstimator(Optional.of(landmarks));
    classifier = new ClassifierEyeEstimator(openClosed, ocec, Optional.of(landmarks));
    withoutLandmarks = new ClassifierEyeEstimator(openClosed, ocec, Optional.empty());
  }

  private LoadedModel model(String id) {
    LoadedModel model = AssessModels.open(id);
    open.add(model);
    return model;
  }

  @AfterAll
  void close() {
    open.forEach(LoadedModel::close);
  }

  /** How labeled eyes were judged. */
  private static final class Tally {
    private int openRight;
    private int openWrong;
    private int closedRight;
    private int closedWrong;
    private int unknown;

    void add(EyeOpen judged, boolean isOpen) {
      switch (judged) {
        case Unknown _ -> unknown++;
        case Measured(double value) -> {
          if (isOpen) {
            int right = value > 0.5 ? openRight++ : openWrong++;
          } else {
            int right = value <= 0.5 ? closedRight++ : closedWrong++;
          }
        }
      }
    }

    double balancedAccuracy() {
      return ((double) openRight / (openRight + openWrong)
              + (double) closedRight / (closedRight + closedWrong))
          / 2;
    }

    double unknownRate() {
      int all = openRight + openWrong + closedRight + closedWrong + unknown;
      return (double) unknown / all;
    }

    @Override
    public String toString() {
      return "open %d/%d closed %d/%d unknown %d: balanced %.3f unknown %.3f"
          .formatted(
              openRight,
              openRight + openWrong,
              closedRight,
              closedRight + closedWrong,
              unknown,
              balancedAccuracy(),
              unknownRate());
    }
  }

  private Map<String, Tally> judgeAll(EyeStateEstimator estimator) {
    Map<String, Tally> tallies = new HashMap<>();
    for (String[] row : TestPhotos.table("eyes.csv")) {
      boolean labeled = List.of("open", "closed", "one_closed").contains(row[5]);
      if (!labeled || row[7].equals("eye-crop")) {
        continue;
      }
      Photo photo = AssessModels.photo(row[0]);
      Optional<Detection> found =
          row[1].isEmpty()
              ? AssessModels.middleFace(detector, photo)
              : AssessModels.faceAt(detector.detect(photo, DetectionOptions.DEFAULT), box(row));
      if (found.isEmpty()) {
        continue;
      }
      EyesOpen eyes = estimator.estimate(photo, List.of(geometry(found.get()))).get(0);
      Tally tally = tallies.computeIfAbsent(row[7], _ -> new Tally());
      boolean one = row[5].equals("one_closed");
      boolean bothOpen = row[5].equals("open");
      tally.add(eyes.imageLeft(), bothOpen || (one && !row[6].equals("image-left")));
      tally.add(eyes.imageRight(), bothOpen || (one && !row[6].equals("image-right")));
    }
    return tallies;
  }

  private static Box box(String[] row) {
    return new Box(
        Double.parseDouble(row[1]),
        Double.parseDouble(row[2]),
        Double.parseDouble(row[3]),
        Double.parseDouble(row[4]));
  }

  private static FaceGeometry geometry(Detection face) {
    return new FaceGeometry(face, Optional.empty(), Optional.empty());
  }

  @Test
  void theClassifierIsRightOnLabeledEyesAsOftenAsMeasured() {
    Map<String, Tally> tallies = judgeAll(classifier);
    // Measured: face 0.993, unknown 0.146; group 0.995, unknown 0.063
    for (Tally tally : tallies.values()) {
      assertThat(tally.balancedAccuracy()).as(tally.toString()).isGreaterThan(0.97);
      assertThat(tally.unknownRate()).as(tally.toString()).isLessThan(0.2);
    }
    assertThat(tallies).containsOnlyKeys("face", "group");
  }

  @Test
  void theAspectRatioIsRightOnLabeledEyesAsOftenAsMeasured() {
    Map<String, Tally> tallies = judgeAll(ear);
    // Measured: face 0.934, unknown 0.131; group 0.986, unknown 0.079
    for (Tally tally : tallies.values()) {
      assertThat(tally.balancedAccuracy()).as(tally.toString()).isGreaterThan(0.9);
      assertThat(tally.unknownRate()).as(tally.toString()).isLessThan(0.25);
    }
  }

  @Test
  void theClassifierDoesWithFivePointsButKnowsLess() {
    Map<String, Tally> tallies = judgeAll(withoutLandmarks);
    // Measured: face 0.976, unknown 0.222; group 0.981, unknown 0.317
    for (Tally tally : tallies.values()) {
      assertThat(tally.balancedAccuracy()).as(tally.toString()).isGreaterThan(0.95);
      assertThat(tally.unknownRate()).as(tally.toString()).isLessThan(0.35);
    }
  }

  private Photo openFace() {
    return AssessModels.photo("ages/fairface/fairface_0436.jpg");
  }

  @Test
  void aTurnedHeadIsUnknownWhateverTheEyesLookLike() {
    Photo photo = openFace();
    Detection face = AssessModels.middleFace(detector, photo).orElseThrow();
    for (HeadPose pose : List.of(new HeadPose(0, 36, 0), new HeadPose(-36, 0, 0))) {
      FaceGeometry turned = new FaceGeometry(face, Optional.of(pose), Optional.empty());
      for (EyeStateEstimator estimator : List.of(ear, classifier, withoutLandmarks)) {
        EyesOpen eyes = estimator.estimate(photo, List.of(turned)).get(0);
        assertThat(eyes).isEqualTo(FaceEyes.unknown(Reason.TURNED));
        assertThat(eyes.face()).isEqualTo(new Unknown(Reason.TURNED));
      }
    }
  }

  @Test
  void sunglassesPaintedOverOpenEyesAreNotOpenEyes() {
    Photo photo = openFace();
    Detection face = AssessModels.middleFace(detector, photo).orElseThrow();
    EyesOpen before = classifier.estimate(photo, List.of(geometry(face))).get(0);
    assertThat(before.face()).isInstanceOf(Measured.class);
    Photo covered = withGlasses(photo, face.landmarks().orElseThrow());
    for (EyeStateEstimator estimator : List.of(ear, classifier, withoutLandmarks)) {
      assertThat(estimator.estimate(covered, List.of(geometry(face))).get(0))
          .isEqualTo(FaceEyes.unknown(Reason.COVERED));
    }
  }

  private static Photo withGlasses(Photo photo, Landmarks5 five) {
    byte[] rgb = photo.toRgb();
    double radius = 0.36 * five.eyeDistance();
    for (int y = 0; y < photo.height(); y++) {
      for (int x = 0; x < photo.width(); x++) {
        Point p = new Point(x, y);
        if (Math.min(p.distanceTo(five.imageLeftEye()), p.distanceTo(five.imageRightEye()))
            < radius) {
          for (int c = 0; c < 3; c++) {
            int i = (y * photo.width() + x) * 3 + c;
            rgb[i] = (byte) ((rgb[i] & 0xff) / 6);
          }
        }
      }
    }
    return Photo.ofRgb(photo.width(), photo.height(), rgb);
  }

  @Test
  void anEyeOfAFewPixelsIsTooSmall() {
    Photo photo = TestPhotos.noise(60, 60, 1);
    Landmarks5 five =
        new Landmarks5(
            new Point(20, 20),
            new Point(30, 20),
            new Point(25, 26),
            new Point(21, 31),
            new Point(29, 31));
    Detection face = new Detection(new Box(15, 10, 35, 36), 1, Optional.of(five));
    assertThat(withoutLandmarks.estimate(photo, List.of(geometry(face))).get(0))
        .isEqualTo(FaceEyes.unknown(Reason.TOO_SMALL));
  }

  @Test
  void aFaceWithoutAnyPointsIsUncertain() {
    Detection face = new Detection(new Box(5, 5, 55, 55), 1, Optional.empty());
    assertThat(
            withoutLandmarks.estimate(TestPhotos.noise(60, 60, 1), List.of(geometry(face))).get(0))
        .isEqualTo(FaceEyes.unknown(Reason.UNCERTAIN));
  }

  @Test
  void anEyeIsTurnedLevelAndCenterdBeforeItIsLookedAt() {
    Photo photo = TestPhotos.noise(100, 100, 2);
    // corners one above the other: the crop is turned by a quarter
    EyeCorners upright = new EyeCorners(new Point(50, 40), new Point(50, 60));
    Photo crop = upright.crop(photo, 1.05, 21, 11);
    for (int i = 0; i < 21; i++) {
      assertThat(crop.red(i, 5)).isEqualTo(photo.red(50, 40 + i));
      assertThat(crop.green(i, 4)).isEqualTo(photo.green(51, 40 + i));
    }
  }

  @Test
  void threadsGetTheResultOfASingleCall() throws Exception {
    Photo photo = openFace();
    FaceGeometry face = geometry(AssessModels.middleFace(detector, photo).orElseThrow());
    EyesOpen expected = classifier.estimate(photo, List.of(face)).get(0);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<EyesOpen>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(() -> classifier.estimate(photo, List.of(face)).get(0));
      }
      for (Future<EyesOpen> result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void theOpennessCurveRisesThroughOneHalf() {
    assertThat(FaceEyes.openness(0.23)).isCloseTo(0.5, within(1e-12));
    assertThat(FaceEyes.openness(0.32)).isGreaterThan(0.98);
    assertThat(FaceEyes.openness(0.16)).isLessThan(0.05);
  }
}
