package mien.engine.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mien.engine.convert.TfLiteModel.Operation;
import mien.engine.graph.Dimension;
import mien.engine.graph.GraphBuilder;
import mien.engine.graph.MalformedModelException;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.Weights;

/**
 * Turns a TFLite file of a plain convolutional network into ONNX. TFLite's axes (batch, height,
 * width, channels) become ONNX's (batch, channels, height, width); half floats become floats;
 * padding, which TFLite derives from sizes, is written out. The batch size is free. Operators that
 * MediaPipe's face networks do not have are refused.
 */
final class TfLiteConverter {

  private static final int ADD = 0;
  private static final int CONCATENATION = 2;
  private static final int CONV_2D = 3;
  private static final int DEPTHWISE_CONV_2D = 4;
  private static final int LOGISTIC = 14;
  private static final int MAX_POOL_2D = 17;
  private static final int MUL = 18;
  private static final int RELU = 19;
  private static final int RESHAPE = 22;
  private static final int RESIZE_BILINEAR = 23;
  private static final int PAD = 34;
  private static final int SUB = 41;
  private static final int PRELU = 54;
  private static final int ABS = 101;

  /** Where axis i of (n, c, h, w) stands in (n, h, w, c). */
  private static final int[] PLANES_FIRST = {0, 3, 1, 2};

  private final TfLiteModel model;
  private final GraphBuilder graph;
  private final Map<Integer, String> made = new HashMap<>();

  private TfLiteConverter(TfLiteModel model, int bytes) {
    this.model = model;
    // Half floats are two bytes; constants that several operators share are written for each.
    this.graph = new GraphBuilder(4L * bytes);
  }

  /**
   * Converts a file.
   *
   * @return the graph: {@code input} (n, c, h, w), then {@code out0}, {@code out1}, ... in the
   *     order of the file
   * @throws MalformedModelException if it is no such file
   */
  static OnnxGraph convert(byte[] file) {
    TfLiteConverter converter = new TfLiteConverter(TfLiteModel.read(file), file.length);
    converter.convert();
    return converter.graph.graph();
  }

  private void convert() {
    made.put(model.input(), graph.input("input", declared(model.input())));
    for (Operation operation : model.operations()) {
      if (operation.code() == TfLiteModel.DEQUANTIZE) {
        model.widen(operation.input(0), operation.output());
      } else {
        made.put(operation.output(), apply(operation));
      }
    }
    int[] outputs = model.outputs();
    for (int i = 0; i < outputs.length; i++) {
      String name = "out" + i;
      graph.apply(name, "Identity", List.of(made(outputs[i])), UnaryOperator.identity());
      graph.output(name, declared(outputs[i]));
    }
  }

  /** The declared shape of a value, with planes first and a free batch size. */
  private Dimension[] declared(int value) {
    int[] shape = model.shape(value);
    Dimension[] declared = new Dimension[shape.length];
    for (int i = 0; i < shape.length; i++) {
      int size = shape[shape.length == 4 ? PLANES_FIRST[i] : i];
      declared[i] = i == 0 ? Dimension.free("n") : Dimension.of(size);
    }
    return declared;
  }

  private String apply(Operation o) {
    return switch (o.code()) {
      case CONV_2D, DEPTHWISE_CONV_2D -> convolution(o);
      case MAX_POOL_2D -> maxPool(o);
      case ADD -> arithmetic("Add", o);
      case MUL -> arithmetic("Mul", o);
      case SUB -> arithmetic("Sub", o);
      case PRELU -> prelu(o);
      case RELU -> graph.apply("Relu", made(o.input(0)));
      case ABS -> graph.apply("Abs", made(o.input(0)));
      case LOGISTIC -> graph.apply("Sigmoid", made(o.input(0)));
      case PAD -> pad(o);
      case CONCATENATION -> concatenation(o);
      case RESHAPE -> reshape(o);
      case RESIZE_BILINEAR -> resize(o);
      default -> throw new MalformedModelException("it has the operator " + o.code());
    };
  }

  private String convolution(Operation o) {
    boolean depthwise = o.code() == DEPTHWISE_CONV_2D;
    FlatTable options = o.options();
    int[] picture = model.picture(o.input(0));
    int[] kernel = model.picture(o.input(1));
    int[] strides = {positive(options, 2), positive(options, 1)};
    int[] dilations = {positive(options, depthwise ? 6 : 5), positive(options, depthwise ? 5 : 4)};
    Weights weights = model.weights(o.input(1));
    // Depthwise kernels are (1, h, w, c), others (out, h, w, in).
    Weights planesFirst = depthwise ? weights.permuted(3, 0, 1, 2) : weights.permuted(PLANES_FIRST);
    int[] pads = pads(options, picture, new int[] {kernel[1], kernel[2]}, strides, dilations);
    List<String> inputs = new ArrayList<>(List.of(made(o.input(0)), graph.floats(planesFirst)));
    if (o.inputs().length > 2 && o.input(2) >= 0) {
      inputs.add(graph.floats(model.weights(o.input(2))));
    }
    String made =
        graph.apply(
            "Conv",
            inputs,
            node ->
                node.with("kernel_shape", kernel[1], kernel[2])
                    .with("strides", strides)
                    .with("pads", pads)
                    .with("group", depthwise ? picture[3] : 1L)
                    .with("dilations", dilations));
    return activated(made, options.signedByte(depthwise ? 4 : 3));
  }

  private String maxPool(Operation o) {
    FlatTable options = o.options();
    int[] kernel = {positive(options, 4), positive(options, 3)};
    int[] strides = {positive(options, 2), positive(options, 1)};
    int[] pads = pads(options, model.picture(o.input(0)), kernel, strides, new int[] {1, 1});
    String made =
        graph.apply(
            "MaxPool",
            List.of(made(o.input(0))),
            node -> node.with("kernel_shape", kernel).with("strides", strides).with("pads", pads));
    return activated(made, options.signedByte(5));
  }

  /** A size among an operator's options: at least 1, and 1 where it is missing. */
  private static int positive(FlatTable options, int field) {
    int value = options.integer(field, 1);
    if (value < 1 || value > 1 << 15) {
      throw new MalformedModelException("an operator has a stride or a size of " + value);
    }
    return value;
  }

  /** TFLite's SAME (0) or VALID padding as ONNX writes it: top, left, bottom, right. */
  private static int[] pads(
      FlatTable options, int[] picture, int[] kernel, int[] strides, int[] dilations) {
    int[] pads = new int[4];
    for (int axis = 0; axis < 2 && options.signedByte(0) == 0; axis++) {
      long size = picture[1 + axis];
      long steps = (size + strides[axis] - 1) / strides[axis] - 1;
      long extent = (kernel[axis] - 1L) * dilations[axis] + 1;
      int missing = (int) Math.max(steps * strides[axis] + extent - size, 0);
      pads[axis] = missing / 2;
      pads[axis + 2] = missing - missing / 2;
    }
    return pads;
  }

  private String arithmetic(String operator, Operation o) {
    String made = graph.apply(operator, operand(o.input(0)), operand(o.input(1)));
    return activated(made, o.options().signedByte(0));
  }

  /** A value, or a constant with one number a channel. */
  private String operand(int value) {
    if (made.containsKey(value)) {
      return made.get(value);
    }
    Weights constant = model.weights(value);
    int count = constant.values().length;
    if (constant.shape().length > 0 && constant.size(constant.shape().length - 1) != count) {
      throw new MalformedModelException(
          "a constant has the shape " + Arrays.toString(constant.shape()));
    }
    return graph.floats(constant.shaped(1, count, 1, 1));
  }

  private String prelu(Operation o) {
    Weights slopes = model.weights(o.input(1));
    String constant = graph.floats(slopes.shaped(slopes.values().length, 1, 1));
    return graph.apply("PRelu", made(o.input(0)), constant);
  }

  private String pad(Operation o) {
    int[] both = model.integers(o.input(1));
    if (both.length != 2 * PLANES_FIRST.length) {
      throw new MalformedModelException("a padding has " + both.length + " numbers");
    }
    long[] pads = new long[both.length];
    for (int axis = 0; axis < PLANES_FIRST.length; axis++) {
      pads[axis] = both[2 * PLANES_FIRST[axis]];
      pads[PLANES_FIRST.length + axis] = both[2 * PLANES_FIRST[axis] + 1];
    }
    return graph.apply("Pad", made(o.input(0)), graph.longs(pads));
  }

  private String concatenation(Operation o) {
    int axes = model.shape(o.output()).length;
    if (axes == 0) {
      throw new MalformedModelException("a concatenation has no axis");
    }
    int axis = Math.floorMod(o.options().integer(0, 0), axes);
    long planesFirst = axes == 4 ? List.of(0, 2, 3, 1).get(axis) : axis;
    List<String> parts = Arrays.stream(o.inputs()).mapToObj(this::made).toList();
    return graph.apply("Concat", parts, node -> node.with("axis", planesFirst));
  }

  private String reshape(Operation o) {
    String value = made(o.input(0));
    if (model.shape(o.input(0)).length == 4) {
      value = graph.apply("Transpose", List.of(value), node -> node.with("perm", 0, 2, 3, 1));
    }
    long[] shape = Arrays.stream(model.shape(o.output())).asLongStream().toArray();
    if (shape.length == 0 || shape.length == 4) {
      throw new MalformedModelException("a reshape has " + shape.length + " axes");
    }
    shape[0] = 0; // as many as before: the batch size
    return graph.apply("Reshape", value, graph.longs(shape));
  }

  private String resize(Operation o) {
    int[] from = model.picture(o.input(0));
    int[] to = model.picture(o.output());
    boolean corners = o.options().signedByte(2) != 0;
    boolean centers = o.options().signedByte(3) != 0;
    String grid = corners ? "align_corners" : centers ? "half_pixel" : "asymmetric";
    String scales =
        graph.floats(Weights.row(1, 1, to[1] / (float) from[1], to[2] / (float) from[2]));
    return graph.apply(
        "Resize",
        List.of(made(o.input(0)), "", scales),
        node -> node.with("mode", "linear").with("coordinate_transformation_mode", grid));
  }

  /** Adds the activation that an operator carries with it. */
  private String activated(String value, int activation) {
    return switch (activation) {
      case 0 -> value;
      case 1 -> graph.apply("Relu", value);
      case 3 ->
          graph.apply("Clip", value, graph.floats(Weights.row(0)), graph.floats(Weights.row(6)));
      default -> throw new MalformedModelException("it has the activation " + activation);
    };
  }

  private String made(int value) {
    String name = made.get(value);
    if (name == null) {
      throw new MalformedModelException("the value " + value + " is used before it is made");
    }
    return name;
  }
}
