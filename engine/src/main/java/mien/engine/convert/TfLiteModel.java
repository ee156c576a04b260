package mien.engine.convert;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.engine.graph.MalformedModelException;
import mien.engine.graph.Weights;

/**
 * What a TFLite file says: values, operators in their order, and constants.
 *
 * <p>Source: {@code schema.fbs} of TensorFlow 2.16, version 3.
 */
final class TfLiteModel {

  /** DEQUANTIZE: here only from half floats to floats, of a constant. */
  static final int DEQUANTIZE = 6;

  private static final int FLOAT32 = 0;
  private static final int FLOAT16 = 1;

  /**
   * A value.
   *
   * @param shape of a picture: (1, height, width, channels)
   * @param type of its elements
   * @param buffer that holds it if it is constant
   */
  record Value(int[] shape, int type, int buffer) {}

  /**
   * An operation.
   *
   * @param code the operator's number in the schema
   * @param inputs places of values; -1 for one that is left out
   * @param outputs places of values
   * @param options the operator's own table
   */
  record Operation(int code, int[] inputs, int[] outputs, FlatTable options) {

    int input(int place) {
      if (place >= inputs.length) {
        throw new MalformedModelException(
            "an operator " + code + " has only " + inputs.length + " inputs");
      }
      return inputs[place];
    }

    int output() {
      if (outputs.length != 1) {
        throw new MalformedModelException(
            "an operator " + code + " has " + outputs.length + " outputs");
      }
      return outputs[0];
    }
  }

  private final List<FlatTable> buffers;
  private final List<Value> values = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final Map<Integer, Integer> widened = new HashMap<>();
  private final int[] inputs;
  private final int[] outputs;

  private TfLiteModel(FlatTable model, FlatTable graph) {
    buffers = model.tables(4);
    for (FlatTable value : graph.tables(0)) {
      values.add(new Value(value.integers(0), value.signedByte(1), value.integer(2, 0)));
    }
    // The old place of the operator's number is a byte, the new one an integer.
    int[] codes =
        model.tables(1).stream()
            .mapToInt(code -> Math.max(code.integer(3, 0), code.signedByte(0)))
            .toArray();
    for (FlatTable operation : graph.tables(3)) {
      int code = operation.integer(0, 0);
      if (code < 0 || code >= codes.length) {
        throw new MalformedModelException("it has no operator code " + code);
      }
      operations.add(
          new Operation(
              codes[code], operation.integers(1), operation.integers(2), operation.table(4)));
    }
    inputs = graph.integers(1);
    outputs = graph.integers(2);
  }

  /** Reads a file with one graph. */
  static TfLiteModel read(byte[] file) {
    FlatTable model = FlatTable.root(file);
    List<FlatTable> graphs = model.tables(2);
    if (graphs.size() != 1) {
      throw new MalformedModelException("it has " + graphs.size() + " graphs");
    }
    return new TfLiteModel(model, graphs.getFirst());
  }

  List<Operation> operations() {
    return operations;
  }

  /** The one input. */
  int input() {
    if (inputs.length != 1) {
      throw new MalformedModelException("it has " + inputs.length + " inputs");
    }
    return inputs[0];
  }

  int[] outputs() {
    return outputs.clone();
  }

  int[] shape(int value) {
    return value(value).shape();
  }

  /** The shape of a picture: (1, height, width, channels), each at least 1. */
  int[] picture(int value) {
    int[] shape = shape(value);
    if (shape.length != 4) {
      throw new MalformedModelException("a value has " + shape.length + " axes, not 4");
    }
    for (int size : shape) {
      if (size < 1) {
        throw new MalformedModelException("a picture has a side of " + size);
      }
    }
    return shape;
  }

  /** Says that a value is another one, widened from half floats. */
  void widen(int from, int to) {
    widened.put(to, from);
  }

  /** The floats of a constant; half floats are widened. */
  Weights weights(int value) {
    int source = widened.getOrDefault(value, value);
    Value constant = value(source);
    ByteBuffer raw = raw(constant);
    float[] floats =
        switch (constant.type()) {
          case FLOAT32 -> {
            float[] all = new float[raw.remaining() / Float.BYTES];
            raw.asFloatBuffer().get(all);
            yield all;
          }
          case FLOAT16 -> {
            float[] all = new float[raw.remaining() / Short.BYTES];
            for (int i = 0; i < all.length; i++) {
              all[i] = Float.float16ToFloat(raw.getShort(Short.BYTES * i));
            }
            yield all;
          }
          default -> throw new MalformedModelException("a constant has type " + constant.type());
        };
    return new Weights(constant.shape(), floats);
  }

  /** The integers of a constant. */
  int[] integers(int value) {
    ByteBuffer raw = raw(value(value));
    int[] integers = new int[raw.remaining() / Integer.BYTES];
    raw.asIntBuffer().get(integers);
    return integers;
  }

  private ByteBuffer raw(Value constant) {
    if (constant.buffer() < 0 || constant.buffer() >= buffers.size()) {
      throw new MalformedModelException("it has no buffer " + constant.buffer());
    }
    return buffers.get(constant.buffer()).bytes(0);
  }

  private Value value(int place) {
    if (place < 0 || place >= values.size()) {
      throw new MalformedModelException("it has no value " + place);
    }
    return values.get(place);
  }
}
