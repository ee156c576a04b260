package mien.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.face.Point;
import mien.engine.assess.EyeOpen.Measured;
import mien.engine.assess.EyeOpen.Reason;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.FaceConfirmation;
import mien.engine.detect.FaceDetectors;
import mien.engine.detect.FaceFinder;
import mien.engine.detect.FoundFace;
import mien.engine.image.Photo;
import mien.engine.mesh.FaceMesher;
import mien.engine.model.LoadedModel;
import mien.engine.testing.Meshes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Eyes by the default models: faces by fr_detect and the mesh, eyes by fr_eye and the mesh. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeshEyesTest {

  private final List<LoadedModel> open = new ArrayList<>();
  private FaceFinder finder;
  private MiniXceptionEyeEstimator classifier;
  private final EarEyeEstimator ear = new EarEyeEstimator(Optional.empty());

  @BeforeAll
  void load() {
    FaceMesher mesher =
        new FaceMesher(model("mediapipe_blazeface_short"), model("mediapipe_face_mesh"));
    finder =
        new FaceFinder(
            FaceDetectors.of(model("fr_detect")), Optional.of(new FaceConfirmation(mesher)));
    classifier = new MiniXceptionEyeEstimator(model("fr_eye"));
  }

  private LoadedModel model(String id) {
    LoadedModel model = Meshes.open(id);
    open.add(model);
    return model;
  }

  @AfterAll
  void close() {
    open.forEach(LoadedModel::close);
  }

  private Optional<FaceGeometry> face(Photo photo, Optional<Box> box) {
    Point middle = new Point(photo.displayedWidth() / 2.0, photo.displayedHeight() / 2.0);
    return finder.find(photo, DetectionOptions.DEFAULT).faces().stream()
        .filter(f -> box.isEmpty() || f.detection().box().intersectionOverUnion(box.get()) > 0.3)
        .max(
            java.util.Comparator.comparingDouble(
                f ->
                    f.detection().box().area()
                        / (1 + f.detection().box().center().distanceTo(middle))))
        .map(MeshEyesTest::geometry);
  }

  private static FaceGeometry geometry(FoundFace face) {
    Optional<HeadFit> head = face.mesh().flatMap(HeadFit::of);
    return new FaceGeometry(
        face.detection(), head.map(HeadFit::pose), Optional.empty(), face.mesh());
  }

  private int[] judged(EyeStateEstimator estimator) {
    // open right, open wrong, closed right, closed wrong, unknown
    int[] count = new int[5];
    for (String[] row : TestPhotos.table("eyes.csv")) {
      boolean labeled = List.of("open", "closed", "one_closed").contains(row[5]);
      if (!labeled || row[7].equals("eye-crop")) {
        continue;
      }
      Photo photo = AssessModels.photo(row[0]);
      Optional<Box> box =
          row[1].isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Box(
                      Double.parseDouble(row[1]),
                      Double.parseDouble(row[2]),
                      Double.parseDouble(row[3]),
                      Double.parseDouble(row[4])));
      Optional<FaceGeometry> face = face(photo, box);
      if (face.isEmpty()) {
        continue;
      }
      EyesOpen eyes = estimator.estimate(photo, List.of(face.get())).getFirst();
      boolean one = row[5].equals("one_closed");
      boolean both = row[5].equals("open");
      count(count, eyes.imageLeft(), both || (one && !row[6].equals("image-left")));
      count(count, eyes.imageRight(), both || (one && !row[6].equals("image-right")));
    }
    return count;
  }

  private static void count(int[] count, EyeOpen eye, boolean isOpen) {
    if (eye instanceof Measured(double value)) {
      count[(isOpen ? 0 : 2) + (value > 0.5 == isOpen ? 0 : 1)]++;
    } else {
      count[4]++;
    }
  }

  private static double balanced(int[] count) {
    return ((double) count[0] / (count[0] + count[1]) + (double) count[2] / (count[2] + count[3]))
        / 2;
  }

  private static double unknown(int[] count) {
    return count[4] / (double) (count[0] + count[1] + count[2] + count[3] + count[4]);
  }

  @Test
  void theClassifierIsRightOnLabeledEyesAsOftenAsMeasured() {
    int[] count = judged(classifier);
    // Measured: 0.994 balanced (244 of 247 open, 47 of 47 closed), 0.093 unknown.
    assertThat(balanced(count)).isGreaterThan(0.975);
    assertThat(unknown(count)).isLessThan(0.13);
  }

  @Test
  void sunglassesAreNeitherOpenNorClosed() {
    Photo photo = AssessModels.photo("ages/fairface/fairface_0436.jpg");
    FaceGeometry face = face(photo, Optional.empty()).orElseThrow();
    assertThat(classifier.estimate(photo, List.of(face)).getFirst().face())
        .isInstanceOfSatisfying(Measured.class, eye -> assertThat(eye.value()).isGreaterThan(0.7));
    Photo covered = glasses(photo, face);
    for (EyeStateEstimator estimator : List.of(classifier, ear)) {
      assertThat(estimator.estimate(covered, List.of(face)).getFirst())
          .isEqualTo(FaceEyes.unknown(Reason.COVERED));
    }
  }

  private static Photo glasses(Photo photo, FaceGeometry face) {
    var five = face.detection().landmarks().orElseThrow();
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
  void aTurnedHeadIsUnknownWhateverTheEyesLookLike() {
    Photo photo = AssessModels.photo("ages/fairface/fairface_0436.jpg");
    FaceGeometry face = face(photo, Optional.empty()).orElseThrow();
    FaceGeometry turned =
        new FaceGeometry(
            face.detection(), Optional.of(new HeadPose(0, 36, 0)), Optional.empty(), face.mesh());
    assertThat(classifier.estimate(photo, List.of(turned)).getFirst())
        .isEqualTo(FaceEyes.unknown(Reason.TURNED));
  }

  @Test
  void theOpennessCurveOfTheMeshRisesThroughOneHalf() {
    assertThat(MiniXceptionEyeEstimator.meshOpenness(0.22)).isCloseTo(0.5, within(1e-12));
    assertThat(MiniXceptionEyeEstimator.meshOpenness(0.3)).isGreaterThan(0.9);
    assertThat(MiniXceptionEyeEstimator.meshOpenness(0.14)).isLessThan(0.1);
  }
}
