package mien.engine.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.align.AlignedFace;
import mien.engine.align.FivePointAligner;
import mien.engine.detect.DetectionOptions;
import mien.engine.detect.FaceConfirmation;
import mien.engine.detect.FaceDetectors;
import mien.engine.detect.FaceFinder;
import mien.engine.image.Photo;
import mien.engine.mesh.FaceMesher;
import mien.engine.model.LoadedModel;
import mien.engine.testing.Detectors;
import mien.engine.testing.Meshes;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

/** dlib's recognizer on faces that the default models find; nothing of them is kept. */
class DlibEmbedderTest {

  private static final int PAIRS = 12;

  @Test
  void onePersonIsNearerThanTwo() throws IOException {
    try (LoadedModel detector = Meshes.open("fr_detect");
        LoadedModel blazeFace = Meshes.blazeFace();
        LoadedModel mesh = Meshes.faceMesh();
        LoadedModel model = Meshes.open("dlib_resnet_v1")) {
      FaceFinder finder =
          new FaceFinder(
              FaceDetectors.of(detector),
              Optional.of(new FaceConfirmation(new FaceMesher(blazeFace, mesh))));
      FaceEmbedder embedder = FaceEmbedders.of(model);
      assertThat(embedder).isInstanceOf(DlibEmbedder.class);
      List<Double> genuine = similarities(finder, embedder, "1");
      List<Double> impostor = similarities(finder, embedder, "0");
      double worst = genuine.stream().mapToDouble(d -> d).min().orElseThrow();
      double best = impostor.stream().mapToDouble(d -> d).max().orElseThrow();
      // dlib's vectors share a direction: strangers are far above 0.
      assertThat(worst).isGreaterThan(best);
      assertThat(genuine).hasSize(PAIRS).allMatch(s -> s > 0.9);
    }
  }

  private static List<Double> similarities(FaceFinder finder, FaceEmbedder embedder, String same)
      throws IOException {
    List<Double> similarities = new ArrayList<>();
    for (String line : Files.readAllLines(Shared.photo("pairs.csv"))) {
      String[] cells = line.split(",", 5);
      if (cells[3].equals("extra-df") && cells[2].equals(same) && similarities.size() < PAIRS) {
        similarities.add(
            CosineSimilarity.between(
                embedding(finder, embedder, cells[0]), embedding(finder, embedder, cells[1])));
      }
    }
    return similarities;
  }

  private static Embedding embedding(FaceFinder finder, FaceEmbedder embedder, String name) {
    Photo photo = Detectors.photo(name);
    var face = finder.find(photo, DetectionOptions.DEFAULT.withMaxFaces(1)).faces().getFirst();
    AlignedFace aligned = new FivePointAligner(embedder.template()).align(photo, face.detection());
    assertThat(aligned.picture().width()).isEqualTo(150);
    return embedder.embed(List.of(aligned)).getFirst();
  }

  @Test
  void aRecognizerOfAnotherFamilyIsRefused() {
    try (LoadedModel other = Meshes.open("fr_feature")) {
      assertThatThrownBy(() -> new DlibEmbedder(other))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("recognize.card"));
    }
  }
}
