package mien.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import mien.core.face.ModelId;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.onnx.OnnxModel;

/** The networks behind the face mesh; a test that asks is skipped where they are missing. */
public final class Meshes {

  private Meshes() {}

  /** BlazeFace, short range. */
  public static LoadedModel blazeFace() {
    return open("mediapipe_blazeface_short");
  }

  /** 468 points. */
  public static LoadedModel faceMesh() {
    return open("mediapipe_face_mesh");
  }

  /** Any model by its card, with one thread. */
  public static LoadedModel open(String id) {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId(id));
    try {
      return OnnxModel.open(card, Files.readAllBytes(Shared.model(card.fileName())), 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
