package mien.engine.recognize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;
import mien.engine.onnx.OnnxModel;
import mien.engine.testing.Shared;

/** The two recognizers of the shared models, with cards written by hand. */
final class Recognizers {

  static final ModelCard EDGEFACE =
      card(
          "edgeface_xs_512",
          "f76a6ab81e94e96dde09408336e411c04c9236295f079dd88ee6d6f7d3260521",
          127.5,
          512);
  static final ModelCard MOBILEFACENET =
      card(
          "mobilefacenet_y1_128",
          "ef768fdd7795532efd8f540689604dbca72f9531dbcadee76d13853418e5c52f",
          128,
          128);

  private Recognizers() {}

  static ModelCard card(String id, String sha256, double divisor, int dimension) {
    return new ModelCard(
        new ModelId(id),
        ModelTask.RECOGNITION,
        ModelFamily.ARCFACE,
        id + ".onnx",
        0,
        sha256,
        List.of(),
        new License("test", false, ""),
        Optional.of(new ModelInput(112, 112, Normalization.of(ChannelOrder.RGB, 127.5, divisor))),
        dimension,
        Calibration.NONE);
  }

  static LoadedModel open(ModelCard card) throws IOException {
    Path file = Shared.model(card.fileName());
    return OnnxModel.open(card, Files.readAllBytes(file), 1);
  }
}
