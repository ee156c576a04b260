package mien.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.assess.Liveness.Measured;
import mien.engine.assess.Liveness.Reason;
import mien.engine.assess.Liveness.Unknown;
import mien.engine.detect.ScrfdDetector;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import org.junit.jupiter.api.Test;

class LivenessTest {

  @Test
  void theRegionIsEnlargedCutAndShiftedAsInTheReference() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("surroundings.csv")),
                StandardCharsets.UTF_8))) {
      List<String> rows = lines.lines().skip(1).toList();
      assertThat(rows).hasSize(200);
      for (String row : rows) {
        double[] v = List.of(row.split(",")).stream().mapToDouble(Double::parseDouble).toArray();
        SurroundingsCrop crop =
            SurroundingsCrop.of(
                (int) v[0], (int) v[1], new Box(v[2], v[3], v[2] + v[4], v[3] + v[5]), v[6]);
        assertThat(List.of(crop.left(), crop.top(), crop.right(), crop.bottom()))
            .as(row)
            .containsExactly((int) v[7], (int) v[8], (int) v[9], (int) v[10]);
        assertThat(crop.factor()).isCloseTo(v[11], within(1e-8));
      }
    }
  }

  @Test
  void aFaceThatFillsThePictureOrIsTinyIsNotJudged() {
    Photo photo = TestPhotos.noise(300, 300, 1);
    try (LoadedModel narrow = AssessModels.open("minifasnet_v2_2.7");
        LoadedModel wide = AssessModels.open("minifasnet_v1se_4.0")) {
      List<Liveness> judged =
          new MiniFasNetLiveness(narrow, wide)
              .judge(
                  photo, List.of(at(20, 20, 280, 280), at(100, 100, 130, 180), at(5, 5, 85, 95)));
      assertThat(judged.get(0)).isEqualTo(new Unknown(Reason.NO_SURROUNDINGS));
      assertThat(judged.get(1)).isEqualTo(new Unknown(Reason.TOO_SMALL));
      assertThat(judged.get(2)).isInstanceOf(Measured.class);
    }
  }

  private static Detection at(double x1, double y1, double x2, double y2) {
    return new Detection(new Box(x1, y1, x2, y2), 1, Optional.empty());
  }

  @Test
  void theLabeledSamplesFallOnTheirSides() {
    try (LoadedModel narrow = AssessModels.open("minifasnet_v2_2.7");
        LoadedModel wide = AssessModels.open("minifasnet_v1se_4.0");
        LoadedModel faces = AssessModels.open("scrfd_2.5g_kps")) {
      ScrfdDetector detector = new ScrfdDetector(faces);
      MiniFasNetLiveness liveness = new MiniFasNetLiveness(narrow, wide);
      List<String[]> rows = TestPhotos.table("liveness.csv");
      assertThat(rows).hasSize(5);
      for (String[] row : rows) {
        Photo photo = AssessModels.photo(row[0]);
        Detection face = AssessModels.middleFace(detector, photo).orElseThrow();
        // Measured: real 1.00, 1.00, 1.00; print 0.23; screen 0.49
        Liveness judged = liveness.judge(photo, List.of(face)).get(0);
        assertThat(judged).isInstanceOf(Measured.class);
        double probability = ((Measured) judged).probability();
        if (row[1].equals("real")) {
          assertThat(probability).as(row[0]).isGreaterThan(0.9);
        } else {
          assertThat(probability).as(row[0]).isLessThan(0.6);
        }
      }
    }
  }
}
