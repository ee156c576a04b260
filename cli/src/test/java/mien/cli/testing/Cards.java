package mien.cli.testing;

import java.util.List;
import java.util.Optional;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelTask;

/** Cards of models that do not exist. */
final class Cards {

  private Cards() {}

  static ModelCard of(
      ModelId id, ModelTask task, ModelFamily family, License license, Calibration calibration) {
    return new ModelCard(
        id,
        task,
        family,
        id + ".onnx",
        1000,
        "0".repeat(64),
        List.of(),
        license,
        Optional.empty(),
        task == ModelTask.RECOGNITION ? 4 : 0,
        calibration);
  }
}
