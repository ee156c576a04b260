package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.detect.LabeledPhotos.Score;
import mien.engine.image.Photo;
import mien.engine.image.PixelRegion;
import mien.engine.image.Warp;
import mien.engine.model.LoadedModel;
import mien.engine.testing.Detectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real weights on real photos. */
class RealDetectorTest {

  @ParameterizedTest
  @EnumSource(Detectors.class)
  void sixOfSixFacesInTheGroupPhoto(Detectors detector) {
    try (LoadedModel model = detector.open()) {
      List<Detection> faces =
          FaceDetectors.of(model)
              .detect(Detectors.photo("detect/insightface_t1.jpg"), DetectionOptions.DEFAULT);
      Score score =
          LabeledPhotos.score(LabeledPhotos.boxes().get("detect/insightface_t1.jpg"), faces);
      int noses = detector == Detectors.FR_DETECT ? 0 : 6;
      assertThat(score)
          .extracting(Score::found, Score::extra, Score::noses)
          .containsExactly(6, 0, noses);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Measured: 291 of 292, 3 extra, mean IoU 0.887; 292 of 292, 5 extra, 0.870. The nose point of
    // every face found lay inside its labeled box.
    "SCRFD_2_5G, 289, 6, 0.86",
    "YUNET_N, 290, 10, 0.84"
  })
  void labeledFacesAreFound(Detectors detector, int found, int extra, double iou) {
    Score total = new Score(0, 0, 0, 0, 0);
    try (LoadedModel model = detector.open()) {
      FaceDetector faces = FaceDetectors.of(model);
      for (var photo : LabeledPhotos.boxes().entrySet()) {
        total =
            total.plus(
                LabeledPhotos.score(
                    photo.getValue(),
                    faces.detect(Detectors.photo(photo.getKey()), DetectionOptions.DEFAULT)));
      }
    }
    assertThat(total.asked()).isEqualTo(292);
    assertThat(total.found()).isGreaterThanOrEqualTo(found);
    assertThat(total.extra()).isLessThanOrEqualTo(extra);
    assertThat(total.iou() / total.found()).isGreaterThan(iou);
    assertThat(total.noses()).isGreaterThanOrEqualTo(total.found() - 2);
  }

  @ParameterizedTest
  @EnumSource(Detectors.class)
  void aFaceThatFillsThePictureIsFound(Detectors detector) {
    Photo photo = Detectors.photo("detect/insightface_t1.jpg");
    try (LoadedModel model = detector.open()) {
      FaceDetector faces = FaceDetectors.of(model);
      for (LabeledPhotos.Labeled label : LabeledPhotos.boxes().get("detect/insightface_t1.jpg")) {
        // The face takes 0.9 of the side of a picture of 900 x 900: 576 pixels at 640.
        Box box = label.box();
        int side = (int) (Math.max(box.width(), box.height()) / 0.9);
        Point c = box.center();
        PixelRegion region =
            new PixelRegion((int) c.x() - side / 2, (int) c.y() - side / 2, side, side);
        Photo portrait = Warp.crop(photo, region, 900, 900);
        assertThat(faces.detect(portrait, DetectionOptions.DEFAULT))
            .anyMatch(face -> face.box().intersectionOverUnion(new Box(90, 45, 810, 855)) > 0.5);
      }
    }
  }

  @Test
  void tilesFindFacesThatTheWholePhotoPassMisses() {
    Photo photo = Detectors.photo("detect/faceonnx_oscar.jpg");
    DetectionOptions tiles =
        new DetectionOptions(0.5, OptionalInt.of(100), OptionalInt.of(320), true, true, false);
    DetectionOptions whole =
        new DetectionOptions(0.5, OptionalInt.empty(), OptionalInt.of(320), true, false, false);
    try (LoadedModel model = Detectors.SCRFD_2_5G.open()) {
      FaceDetector detector = FaceDetectors.of(model);
      List<Detection> without = detector.detect(photo, whole);
      List<Detection> with = detector.detect(photo, tiles);
      // Measured: 14 and 31; the photo has 12 clear and 25 tiny or partial faces.
      assertThat(without).hasSizeLessThan(20);
      assertThat(with).hasSizeBetween(28, 37);
      assertThat(without)
          .allSatisfy(
              face ->
                  assertThat(with)
                      .anyMatch(other -> other.box().intersectionOverUnion(face.box()) > 0.4));
      for (int i = 0; i < with.size(); i++) {
        for (int k = 0; k < i; k++) {
          assertThat(with.get(i).box().intersectionOverUnion(with.get(k).box()))
              .isLessThanOrEqualTo(0.41);
        }
      }
    }
  }

  @Test
  void aPhotoHeldAtReducedScaleGivesDisplayedPixels() {
    try (LoadedModel model = Detectors.SCRFD_2_5G.open()) {
      FaceDetector detector = FaceDetectors.of(model);
      String name = "detect/scrfd_solvay_conference_1927.jpg";
      Photo full = Detectors.photo(name);
      Photo reduced = Detectors.photo(name, 1280);
      assertThat(reduced.width()).isLessThan(full.width());
      List<LabeledPhotos.Labeled> labels = LabeledPhotos.boxes().get(name);
      Score expected = LabeledPhotos.score(labels, detector.detect(full, DetectionOptions.DEFAULT));
      Score found = LabeledPhotos.score(labels, detector.detect(reduced, DetectionOptions.DEFAULT));
      // Measured: 29 of 29 both ways, mean IoU 0.897 and 0.900.
      assertThat(expected.found()).isEqualTo(29);
      assertThat(found.found()).isEqualTo(29);
      assertThat(found.noses()).isEqualTo(29);
      assertThat(found.iou()).isGreaterThan(expected.iou() - 0.03 * 29);
    }
  }

  @ParameterizedTest
  @EnumSource(Detectors.class)
  void aFaceIsSeenAtEverySizeAndAnEmptyWallAtNone(Detectors detector) {
    Photo photo = Detectors.photo("detect/insightface_t1.jpg");
    Box face = LabeledPhotos.boxes().get("detect/insightface_t1.jpg").getFirst().box();
    Box wall = new Box(10, 10, 10 + face.width(), 10 + face.height());
    try (LoadedModel model = detector.open()) {
      FaceDetector faces = FaceDetectors.of(model);
      for (int pixels : new int[] {28, 40, 56}) {
        assertThat(faces.scoreAt(photo, face, pixels)).as("%d pixels", pixels).isGreaterThan(0.3);
        assertThat(faces.scoreAt(photo, wall, pixels)).as("%d pixels", pixels).isLessThan(0.3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Detectors.class)
  void twoRunsAndFourThreadsGiveTheSameBits(Detectors detector) throws Exception {
    Photo photo = Detectors.photo("detect/ulf_mnn_1.jpg");
    try (LoadedModel model = detector.open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      FaceDetector faces = FaceDetectors.of(model);
      List<Detection> first = faces.detect(photo, DetectionOptions.DEFAULT);
      assertThat(first).isNotEmpty();
      assertThat(FaceDetectors.of(model).detect(photo, DetectionOptions.DEFAULT)).isEqualTo(first);
      List<Future<List<Detection>>> others = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        others.add(threads.submit(() -> faces.detect(photo, DetectionOptions.DEFAULT)));
      }
      for (Future<List<Detection>> other : others) {
        assertThat(other.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void theOutputsOfTheScrfdFilesAreMappedAsTheirCardsSay() {
    try (LoadedModel model = Detectors.SCRFD_2_5G.open()) {
      assertThat(new ScrfdDetector(model).outputs())
          .isEqualTo(
              new ScrfdOutputs(
                  ScrfdOutputs.Found.BY_SHAPE,
                  List.of(
                      new ScrfdOutputs.Level(8, 2, 0, 3, OptionalInt.of(6)),
                      new ScrfdOutputs.Level(16, 2, 1, 4, OptionalInt.of(7)),
                      new ScrfdOutputs.Level(32, 2, 2, 5, OptionalInt.of(8)))));
    }
  }

  @Test
  void retinaFaceReadsInputsThat32DoesNotDivide() {
    Photo photo = Detectors.photo("detect/insightface_t1.jpg");
    try (LoadedModel model = Detectors.RETINAFACE_MNET025.open()) {
      NetworkInput free = NetworkInput.of(model);
      for (int[] size : new int[][] {{640, 608}, {633, 441}, {608, 640}}) {
        NetworkInput input = new NetworkInput(size[0], size[1], free.normalization());
        RetinaFaceHead head =
            RetinaFaceHead.discover(input.probe(model), input.probeWidth(), input.probeHeight());
        List<Detection> faces =
            new FaceSearch(model, input, head).find(photo, DetectionOptions.DEFAULT);
        Score score =
            LabeledPhotos.score(LabeledPhotos.boxes().get("detect/insightface_t1.jpg"), faces);
        assertThat(score)
            .as("%d x %d", size[0], size[1])
            .extracting(Score::found, Score::extra, Score::noses)
            .containsExactly(6, 0, 6);
      }
    }
  }
}
