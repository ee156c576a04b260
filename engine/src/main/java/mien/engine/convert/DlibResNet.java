package mien.engine.convert;

import java.util.List;
import java.util.function.UnaryOperator;
import mien.engine.graph.Dimension;
import mien.engine.graph.Weights;

/**
 * dlib's face recognition network, {@code dlib_face_recognition_resnet_model_v1}, as face-api
 * carries it.
 *
 * <p>Source: {@code src/faceRecognitionNet} of {@code @vladmandic/face-api} 1.7.15.
 */
public final class DlibResNet {

  private static final int SIDE = 150;
  private static final int FEATURES = 256;
  private static final int EMBEDDING = 128;

  private final TfjsLayers net;

  private DlibResNet(TfjsLayers net) {
    this.net = net;
  }

  /**
   * Converts the network.
   *
   * @param manifest its weights manifest, JSON
   * @param weights its weights
   * @return an ONNX model: {@code input} (n, 3, 150, 150), RGB from 0 to 255, gives {@code
   *     embedding} (n, 128), compared by distance
   * @throws mien.engine.graph.MalformedModelException if they are not that network
   */
  public static byte[] onnx(byte[] manifest, byte[] weights) {
    DlibResNet converted = new DlibResNet(new TfjsLayers(manifest, weights));
    converted.build();
    return converted.net.graph.graph().write();
  }

  private void build() {
    String x =
        net.graph.apply(
            "MaxPool",
            List.of(net.relu(layer(net.input(SIDE), "conv32_down", 2, 0))),
            node -> node.with("kernel_shape", 3, 3).with("strides", 2, 2));
    x = residuals(x, "conv32_", 3);
    x = residuals(down(x, "conv64_down", 32, 35), "conv64_", 3);
    x = residuals(down(x, "conv128_down", 64, 17), "conv128_", 2);
    x = residuals(down(x, "conv256_down", 128, 8), "conv256_", 2);
    x = down(x, "conv256_down_out", 256, 4);
    String mean =
        net.graph.apply(
            "ReduceMean", List.of(x), node -> node.with("axes", 2, 3).with("keepdims", 0L));
    Weights last = net.require("fc", 2).shaped(FEATURES, EMBEDDING);
    net.graph.apply(
        "embedding", "MatMul", List.of(mean, net.graph.floats(last)), UnaryOperator.identity());
    net.graph.output("embedding", Dimension.free("n"), Dimension.of(EMBEDDING));
  }

  /** A convolution whose scale and offset, a pair a channel, are multiplied into it. */
  private String layer(String x, String part, int stride, int pad) {
    Weights kernels = net.kernels(part + "/conv/filters");
    float[] scales = net.require(part + "/scale/weights", 1).shaped(kernels.size(0)).values();
    float[] offsets = net.require(part + "/scale/biases", 1).shaped(kernels.size(0)).values();
    float[] biases = net.require(part + "/conv/bias", 1).shaped(kernels.size(0)).values();
    float[] scaled = kernels.values().clone();
    float[] moved = new float[biases.length];
    int each = biases.length == 0 ? 0 : scaled.length / biases.length;
    for (int channel = 0; channel < biases.length; channel++) {
      moved[channel] = biases[channel] * scales[channel] + offsets[channel];
      for (int i = 0; i < each; i++) {
        scaled[channel * each + i] *= scales[channel];
      }
    }
    return net.graph.apply(
        "Conv",
        List.of(
            x,
            net.graph.floats(new Weights(kernels.shape(), scaled)),
            net.graph.floats(Weights.row(moved))),
        node ->
            node.with("kernel_shape", kernels.size(2), kernels.size(3))
                .with("strides", stride, stride)
                .with("pads", pad, pad, pad, pad));
  }

  private String residuals(String x, String part, int count) {
    String y = x;
    for (int i = 1; i <= count; i++) {
      String inner = net.relu(layer(y, part + i + "/conv1", 1, 1));
      y = net.relu(net.add(layer(inner, part + i + "/conv2", 1, 1), y));
    }
    return y;
  }

  /** Halves the size; what is missing beside the pooled input, places or channels, is zero. */
  private String down(String x, String part, int channels, int side) {
    String inner = net.relu(layer(x, part + "/conv1", 2, 0));
    String deep = layer(inner, part + "/conv2", 1, 1);
    String pooled =
        net.graph.apply(
            "AveragePool",
            List.of(x),
            node -> node.with("kernel_shape", 2, 2).with("strides", 2, 2));
    int missing = side / 2 - ((side - 3) / 2 + 1);
    int more = net.kernels(part + "/conv1/conv/filters").size(0) - channels;
    if (missing > 0) {
      deep = net.graph.apply("Pad", deep, net.graph.longs(0, 0, 0, 0, 0, 0, missing, missing));
    }
    if (more > 0) {
      pooled = net.graph.apply("Pad", pooled, net.graph.longs(0, 0, 0, 0, 0, more, 0, 0));
    }
    return net.relu(net.add(pooled, deep));
  }
}
