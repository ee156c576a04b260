package mien.studio;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
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
  public Reading read(byte[] photo) {
    asked.incrementAndGet();
    before.run();
    if (Arrays.equals(photo, faceless)) {
      return new Reading.NoFace();
    }
    if (Arrays.equals(photo, crowd)) {
      return new Reading.SeveralFaces();
    }
    Random random = new Random(Arrays.hashCode(photo));
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Reading.Face(Embedding.normalized(model, values));
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
