package mien.engine.recognize;

import mien.engine.model.LoadedModel;
import mien.engine.model.ModelFamily;

/** Chooses the embedder that understands a model. */
public final class FaceEmbedders {

  private FaceEmbedders() {}

  /**
   * An embedder around a model.
   *
   * @param model stays the caller's to close
   * @throws mien.core.MienException BUG {@code recognize.card} if the model is no recognizer
   */
  public static FaceEmbedder of(LoadedModel model) {
    return model.card().family() == ModelFamily.DLIB_RESNET
        ? new DlibEmbedder(model)
        : new ArcFaceEmbedder(model);
  }
}
