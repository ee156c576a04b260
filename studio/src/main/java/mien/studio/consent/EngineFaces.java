package mien.studio.consent;

import java.util.EnumSet;
import java.util.function.ToDoubleFunction;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.Aspect;
import mien.engine.OnlyFace;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;
import mien.studio.frame.Faces;
import mien.studio.frame.FrameFault;

/** The engine of this machine, as the desk needs it. It stays its owner's. */
final class EngineFaces implements FaceReader {

  private final Faces.Ready ready;
  private final ModelCard recognizer;
  private final double threshold;

  EngineFaces(Faces.Ready ready, ToDoubleFunction<ModelCard> threshold) {
    this.ready = ready;
    this.recognizer =
        ready
            .card(ModelTask.RECOGNITION)
            .orElseThrow(
                () -> new MienException(FrameFault.NO_RECOGNIZER, "the engine has no recognizer"));
    this.threshold = threshold.applyAsDouble(recognizer);
  }

  @Override
  public OnlyFace read(byte[] photo) {
    return ready
        .engine()
        .analyze(photo, EnumSet.of(Aspect.EMBEDDING))
        .requireComplete("this photo")
        .only();
  }

  @Override
  public ModelId model() {
    return recognizer.id();
  }

  @Override
  public double threshold() {
    return threshold;
  }
}
