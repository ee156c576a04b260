package mien.engine.model;

import java.util.List;

/**
 * One output of a network: plain Java values, copied out of native memory.
 *
 * @param name as the graph names it
 * @param shape its dimensions, outermost first
 * @param values row-major; the array belongs to the caller
 */
@SuppressWarnings("ArrayRecordComponent") // large and short-lived; never compared
public record FloatTensor(String name, List<Long> shape, float[] values) {

  /** Copies the shape and checks that the values fill it. */
  public FloatTensor {
    shape = List.copyOf(shape);
    long count = 1;
    for (long d : shape) {
      count *= d;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape " + shape + " has " + count + " values, but got " + values.length);
    }
  }

  /** The size of dimension {@code index}, counted from the end when negative (-1 is the last). */
  public int dimension(int index) {
    return Math.toIntExact(shape.get(index < 0 ? shape.size() + index : index));
  }
}
