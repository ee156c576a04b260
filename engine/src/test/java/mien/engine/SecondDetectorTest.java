package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import mien.core.face.ModelId;
import mien.engine.detect.DetectionOptions;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SecondDetectorTest {

  private static final ModelId FIRST = new ModelId("yunet_n_dynamic");
  private static final ModelId SECOND = new ModelId("retinaface_mnet025");

  private static EngineConfig config(double confidence, ModelId detector) {
    Path folder = Shared.model("yunet_n_dynamic.onnx").getParent();
    Shared.model("retinaface_mnet025.onnx");
    return EngineConfig.of(List.of(folder))
        .withThreads(1)
        .withAspects(Set.of())
        .withDetector(detector)
        .withDetection(
            new DetectionOptions(confidence, 20, OptionalInt.empty(), false, false, false));
  }

  private static int faces(EngineConfig config, byte[] photo) {
    try (FaceEngine engine = FaceEngine.open(config)) {
      return engine.analyze(photo, Set.of()).faces().size();
    }
  }

  /** At some confidence the first is not sure enough and the second still is. */
  @Test
  void aFaceThatTheFirstMissesIsFoundByTheSecond() throws IOException {
    byte[] photo = Files.readAllBytes(Shared.photo("lfw/Abel_Pacheco_0001.jpg"));
    for (double confidence = 0.7; confidence < 0.9999; confidence += (1 - confidence) / 4) {
      EngineConfig first = config(confidence, FIRST);
      if (faces(first, photo) == 0) {
        int second = faces(config(confidence, SECOND), photo);
        Assumptions.assumeTrue(second > 0, "the second is not sure either");
        assertThat(faces(first.withSecondDetector(SECOND), photo)).isEqualTo(second);
        return;
      }
      assertThat(faces(first.withSecondDetector(SECOND), photo)).isEqualTo(faces(first, photo));
    }
  }
}
