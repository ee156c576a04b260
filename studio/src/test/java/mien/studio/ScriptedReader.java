package mien.studio;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.engine.AnalyzedFace;
import mien.engine.OnlyFace;
import mien.engine.assess.FaceQuality;
import mien.studio.consent.FaceReader;

/**
 * A stand-in for the engine: the same bytes give the same unit vector, other bytes one that is far
 * from it, and two photos have no face or several.
 */
final class ScriptedReader implements FaceReader {

  static final ModelId MODEL = new ModelId("scripted");

  final AtomicInteger asked = new AtomicInteger();
  ModelId model = MODEL;
  Runnable before = () -> {};
  byte[] faceless = new byte[0];
  byte[] crowd = new byte[0];

  @Override
  public OnlyFace read(byte[] photo) {
    asked.incrementAndGet();
    before.run();
    if (Arrays.equals(photo, faceless)) {
      return new OnlyFace.NoFace();
    }
    if (Arrays.equals(photo, crowd)) {
      return new OnlyFace.Several(2);
    }
    Random random = new Random(Arrays.hashCode(photo));
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new OnlyFace.OneFace(face(Embedding.normalized(model, values)));
  }

  private static AnalyzedFace face(Embedding embedding) {
    return new AnalyzedFace(
        new Detection(new Box(10, 10, 90, 110), 0.9, Optional.empty()),
        new FaceQuality(0.8, 40, 0.9, OptionalDouble.empty(), 0.8),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(embedding),
        0);
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public double threshold() {
    return 0.35;
  }
}
