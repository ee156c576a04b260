package mien.engine.graph;

import java.util.Arrays;

/**
 * Numbers with a shape, the last axis running fastest. Treated as immutable: neither array is
 * modified after it is handed over.
 *
 * @param shape sizes of the axes; empty for one number
 * @param values as many as the shape says
 */
public record Weights(int[] shape, float[] values) {

  /** Checks that the shape and the values agree. */
  public Weights {
    if (count(shape) != values.length) {
      throw new MalformedModelException(
          values.length + " weights have the shape " + Arrays.toString(shape));
    }
  }

  /** A row of numbers. */
  public static Weights row(float... values) {
    return new Weights(new int[] {values.length}, values);
  }

  /**
   * How many values a shape has.
   *
   * @throws MalformedModelException if a size is negative, or the count above 2^31 - 1
   */
  public static int count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      count *= size;
      if (size < 0 || count > Integer.MAX_VALUE) {
        throw new MalformedModelException("weights have the shape " + Arrays.toString(shape));
      }
    }
    return (int) count;
  }

  /** The size of an axis; 1 where there is no such axis. */
  public int size(int axis) {
    return axis < shape.length ? shape[axis] : 1;
  }

  /** The same values in another shape. */
  public Weights shaped(int... newShape) {
    return new Weights(newShape, values);
  }

  /**
   * The same numbers with the axes in another order.
   *
   * @param order which old axis each new one is, as numpy's {@code transpose}
   */
  public Weights permuted(int... order) {
    if (order.length != shape.length) {
      throw new MalformedModelException(
          "weights of the shape "
              + Arrays.toString(shape)
              + " stand where "
              + order.length
              + " axes are needed");
    }
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    int[] newShape = Arrays.stream(order).map(axis -> shape[axis]).toArray();
    float[] moved = new float[values.length];
    int[] at = new int[order.length];
    for (int i = 0; i < moved.length; i++) {
      int from = 0;
      for (int axis = 0; axis < order.length; axis++) {
        from += at[axis] * strides[order[axis]];
      }
      moved[i] = values[from];
      for (int axis = order.length - 1; axis >= 0 && ++at[axis] == newShape[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return new Weights(newShape, moved);
  }

  /** The largest magnitude in a row of the first axis. */
  float largestInRow(int row) {
    float largest = 0;
    for (int i = row * rowLength(); i < (row + 1) * rowLength(); i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  /** The sum of a row of the first axis. */
  double sumOfRow(int row) {
    double sum = 0;
    for (int i = row * rowLength(); i < (row + 1) * rowLength(); i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Only these rows of the first axis. */
  Weights rows(int[] kept) {
    float[] left = new float[kept.length * rowLength()];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(values, kept[i] * rowLength(), left, i * rowLength(), rowLength());
    }
    int[] newShape = shape.clone();
    newShape[0] = kept.length;
    return new Weights(newShape, left);
  }

  /** Only these columns of a matrix, whose further axes have the size 1. */
  Weights columns(int[] kept) {
    int rows = shape[0];
    int columns = rowLength();
    float[] left = new float[rows * kept.length];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < kept.length; i++) {
        left[r * kept.length + i] = values[r * columns + kept[i]];
      }
    }
    int[] newShape = shape.clone();
    newShape[1] = kept.length;
    return new Weights(newShape, left);
  }

  private int rowLength() {
    return shape[0] == 0 ? 0 : values.length / shape[0];
  }
}
