package mien.engine.convert;

import java.util.List;
import mien.engine.graph.Dimension;
import mien.engine.graph.GraphBuilder;
import mien.engine.graph.Weights;

/** What the two networks of face-api have in common: their weights, their input, their output. */
final class TfjsLayers {

  /** Means of red, green and blue, which both networks subtract. */
  private static final Weights MEANS =
      new Weights(new int[] {1, 3, 1, 1}, new float[] {122.782f, 117.001f, 104.298f});

  private static final String SAME = "SAME_UPPER";

  final GraphBuilder graph;
  private final TfjsWeights weights;

  TfjsLayers(byte[] manifest, byte[] file) {
    this.weights = TfjsWeights.read(manifest, file);
    this.graph = new GraphBuilder(2L * file.length + 1024);
  }

  /** The input, RGB from 0 to 255, less the means, over 255. */
  String input(int side) {
    Dimension size = Dimension.of(side);
    String input = graph.input("input", Dimension.free("n"), Dimension.of(3), size, size);
    String centered = graph.apply("Sub", input, graph.floats(MEANS));
    return graph.apply("Mul", centered, graph.floats(Weights.row(1 / 255f)));
  }

  Weights require(String name, int axes) {
    return weights.require(name, axes);
  }

  /** Kernels, which TensorFlow keeps as (h, w, in, out), with the planes first. */
  Weights kernels(String name) {
    return require(name, 4).permuted(3, 2, 0, 1);
  }

  String floats(String name, int axes) {
    return graph.floats(require(name, axes));
  }

  String relu(String value) {
    return graph.apply("Relu", value);
  }

  String add(String one, String other) {
    return graph.apply("Add", one, other);
  }

  /** A convolution that keeps the size but for its stride. */
  String convolution(String value, String part, int stride) {
    Weights kernels = kernels(part + "/filters");
    return graph.apply(
        "Conv",
        List.of(value, graph.floats(kernels), floats(part + "/bias", 1)),
        node ->
            node.with("kernel_shape", kernels.size(2), kernels.size(3))
                .with("strides", stride, stride)
                .with("auto_pad", SAME));
  }

  /** A depthwise convolution and one of 1 x 1 behind it. */
  String separable(String value, String part) {
    Weights depthwise = require(part + "/depthwise_filter", 4).permuted(2, 3, 0, 1);
    String spread =
        graph.apply(
            "Conv",
            List.of(value, graph.floats(depthwise)),
            node ->
                node.with("kernel_shape", depthwise.size(2), depthwise.size(3))
                    .with("group", depthwise.size(0))
                    .with("auto_pad", SAME));
    return graph.apply(
        "Conv",
        List.of(
            spread, graph.floats(kernels(part + "/pointwise_filter")), floats(part + "/bias", 1)),
        node -> node.with("kernel_shape", 1, 1));
  }

  /** The largest of 3 x 3, at every other place; the size is halved, rounded up. */
  String halved(String value) {
    return graph.apply(
        "MaxPool",
        List.of(value),
        node -> node.with("kernel_shape", 3, 3).with("strides", 2, 2).with("auto_pad", SAME));
  }
}
