package mien.engine.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A constant of a graph: ONNX's {@code TensorProto}. The values stay bytes until they are asked
 * for.
 */
public final class Tensor {

  private static final int DIMS = 1;
  private static final int DATA_TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT64_DATA = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DATA_LOCATION = 14;

  static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final Message message;
  private final String name;

  Tensor(Message message) {
    this.message = message;
    this.name = message.text(NAME);
  }

  /** Floats. */
  public static Tensor of(String name, Weights weights) {
    ByteBuffer raw = littleEndian(weights.values().length * Float.BYTES);
    raw.asFloatBuffer().put(weights.values());
    return of(name, FLOAT, raw, Arrays.stream(weights.shape()).asLongStream().toArray());
  }

  /** A row of long integers. */
  public static Tensor of(String name, long... values) {
    ByteBuffer raw = littleEndian(values.length * Long.BYTES);
    raw.asLongBuffer().put(values);
    return of(name, INT64, raw, values.length);
  }

  private static Tensor of(String name, int type, ByteBuffer raw, long... shape) {
    Message message = new Message();
    for (long size : shape) {
      message.add(DIMS, size);
    }
    return new Tensor(message.add(DATA_TYPE, type).add(NAME, name).add(RAW_DATA, raw));
  }

  /** Under which nodes refer to it. */
  public String name() {
    return name;
  }

  /** Whether the values are floats of 32 bits that stand in the file itself. */
  public boolean isFloat() {
    return message.number(DATA_TYPE, 0) == FLOAT && message.number(DATA_LOCATION, 0) == 0;
  }

  /** Whether the values are long integers that stand in the file itself. */
  public boolean isLong() {
    return message.number(DATA_TYPE, 0) == INT64 && message.number(DATA_LOCATION, 0) == 0;
  }

  /**
   * The floats, copied.
   *
   * @throws MalformedModelException if they are none, or not as many as the shape says
   */
  public Weights weights() {
    FloatBuffer floats = floats();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return new Weights(shape(), values);
  }

  /** The floats as they lie in the file; a view. */
  FloatBuffer floats() {
    if (!isFloat()) {
      throw new MalformedModelException("the constant " + name + " has no floats");
    }
    List<ByteBuffer> packed =
        message.bytes(RAW_DATA).isEmpty() ? message.bytes(FLOAT_DATA) : message.bytes(RAW_DATA);
    ByteBuffer raw = packed.isEmpty() ? ByteBuffer.allocate(0) : packed.getFirst();
    return raw.asFloatBuffer();
  }

  /**
   * The long integers.
   *
   * @throws MalformedModelException if they are none
   */
  public long[] longs() {
    if (!isLong()) {
      throw new MalformedModelException("the constant " + name + " has no long integers");
    }
    if (message.bytes(RAW_DATA).isEmpty()) {
      return message.numbers(INT64_DATA);
    }
    ByteBuffer raw = message.bytes(RAW_DATA).getFirst();
    long[] values = new long[raw.remaining() / Long.BYTES];
    raw.asLongBuffer().get(values);
    return values;
  }

  /**
   * Sizes of the axes.
   *
   * @throws MalformedModelException if one is negative or above 2^31 - 1
   */
  public int[] shape() {
    long[] dims = message.numbers(DIMS);
    for (long size : dims) {
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new MalformedModelException("the constant " + name + " has a side of " + size);
      }
    }
    return Arrays.stream(dims).mapToInt(size -> (int) size).toArray();
  }

  Message message() {
    return message;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
