package mien.engine.convert;

import java.util.List;
import java.util.function.UnaryOperator;
import mien.engine.graph.Dimension;
import mien.engine.graph.Weights;

/**
 * The age and gender network of face-api, a small Xception.
 *
 * <p>Source: {@code src/ageGenderNet} and {@code src/xception} of {@code @vladmandic/face-api}
 * 1.7.15.
 */
public final class FaceApiAgeGender {

  private static final int SIDE = 112;
  private static final int FEATURES = 512;
  private static final int MAIN_BLOCKS = 2;
  private static final int LAYERS_OF_A_BLOCK = 3;

  private final TfjsLayers net;

  private FaceApiAgeGender(TfjsLayers net) {
    this.net = net;
  }

  /**
   * Converts the network.
   *
   * @param manifest its weights manifest, JSON
   * @param weights its weights
   * @return an ONNX model: {@code input} (n, 3, 112, 112), RGB from 0 to 255, gives {@code age} (n,
   *     1) in years and {@code gender} (n, 2), the probabilities of male and female
   * @throws mien.engine.graph.MalformedModelException if they are not that network
   */
  public static byte[] onnx(byte[] manifest, byte[] weights) {
    FaceApiAgeGender converted = new FaceApiAgeGender(new TfjsLayers(manifest, weights));
    converted.build();
    return converted.net.graph.graph().write();
  }

  private void build() {
    String x = net.relu(net.convolution(net.input(SIDE), "entry_flow/conv_in", 2));
    x = reduction(x, "entry_flow/reduction_block_0");
    x = reduction(net.relu(x), x, "entry_flow/reduction_block_1");
    for (int block = 0; block < MAIN_BLOCKS; block++) {
      x = mainBlock(x, "middle_flow/main_block_" + block);
    }
    x = reduction(net.relu(x), x, "exit_flow/reduction_block");
    x = net.relu(net.separable(x, "exit_flow/separable_conv"));
    heads(x);
  }

  private String reduction(String x, String part) {
    return reduction(x, x, part);
  }

  private String reduction(String activated, String x, String part) {
    String inner = net.relu(net.separable(activated, part + "/separable_conv0"));
    String deep = net.separable(inner, part + "/separable_conv1");
    return net.add(net.halved(deep), net.convolution(x, part + "/expansion_conv", 2));
  }

  private String mainBlock(String x, String part) {
    String y = x;
    for (int layer = 0; layer < LAYERS_OF_A_BLOCK; layer++) {
      y = net.separable(net.relu(y), part + "/separable_conv" + layer);
    }
    return net.add(y, x);
  }

  private void heads(String x) {
    String pooled =
        net.graph.apply(
            "AveragePool",
            List.of(x),
            node -> node.with("kernel_shape", 7, 7).with("strides", 2, 2));
    String features = net.graph.apply("Flatten", List.of(pooled), node -> node.with("axis", 1L));
    net.graph.apply("age", "Gemm", full(features, "fc/age", 1), UnaryOperator.identity());
    String logits =
        net.graph.apply("Gemm", full(features, "fc/gender", 2), UnaryOperator.identity());
    net.graph.apply("gender", "Softmax", List.of(logits), node -> node.with("axis", 1L));
    net.graph.output("age", Dimension.free("n"), Dimension.of(1));
    net.graph.output("gender", Dimension.free("n"), Dimension.of(2));
  }

  private List<String> full(String features, String part, int outputs) {
    Weights matrix = net.require(part + "/weights", 2).shaped(FEATURES, outputs);
    return List.of(features, net.graph.floats(matrix), net.floats(part + "/bias", 1));
  }
}
