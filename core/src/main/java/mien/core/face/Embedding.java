package mien.core.face;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a recognizer makes of a face: a unit vector that knows its model. Two embeddings of one
 * model compare by {@link CosineSimilarity}; comparing two models is an error, because their scores
 * mean different things.
 *
 * <p>Immutable. Its {@link #toString} never shows the values: they are biometric data.
 */
public final class Embedding {

  /** How far the L2 norm of a stored vector may be from 1. */
  public static final double NORM_TOLERANCE = 1e-5;

  private final ModelId model;
  private final float[] values;

  private Embedding(ModelId model, float[] values) {
    this.model = model;
    this.values = values;
  }

  /**
   * L2-normalizes a network's raw output.
   *
   * @param model whose output it is
   * @param raw the vector, copied; any length above 0, finite, not all zero
   * @throws IllegalArgumentException if the vector has no direction
   */
  public static Embedding normalized(ModelId model, float[] raw) {
    double sum = 0;
    for (float v : raw) {
      sum += (double) v * v;
    }
    double norm = Math.sqrt(sum);
    if (raw.length == 0 || !Double.isFinite(norm) || norm < 1e-12) {
      throw new IllegalArgumentException(
          "an embedding must be finite and not zero, but a vector of length "
              + raw.length
              + " had the norm "
              + norm);
    }
    float[] unit = new float[raw.length];
    for (int i = 0; i < raw.length; i++) {
      unit[i] = (float) (raw[i] / norm);
    }
    return new Embedding(Objects.requireNonNull(model, "model"), unit);
  }

  /**
   * Takes a vector that is already of unit length, as read back from a store.
   *
   * @throws IllegalArgumentException if its norm is further than {@link #NORM_TOLERANCE} from 1
   */
  public static Embedding ofUnit(ModelId model, float[] unit) {
    double sum = 0;
    for (float v : unit) {
      sum += (double) v * v;
    }
    double norm = Math.sqrt(sum);
    if (!(Math.abs(norm - 1) <= NORM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "a stored embedding must have length 1 within " + NORM_TOLERANCE + ", but had " + norm);
    }
    return new Embedding(Objects.requireNonNull(model, "model"), unit.clone());
  }

  /** Whose output it is. */
  public ModelId model() {
    return model;
  }

  /** How many values it has. */
  public int dimension() {
    return values.length;
  }

  /** The value at {@code index}, from 0. */
  public float value(int index) {
    return values[index];
  }

  /** The values themselves, for this package's arithmetic alone. */
  float[] values() {
    return values;
  }

  /** A copy of the values. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && model.equals(that.model)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * model.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + model + ", " + values.length + "]";
  }
}
