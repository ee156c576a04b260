package mien.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes PRelu as operations that ONNX Runtime computes fast on processors. Its own PRelu is scalar
 * code with a branch for each value, and takes the network out of the blocked layout (NCHWc) in
 * which convolutions are fast: more than half the time of a MobileFaceNet goes there.
 *
 * <p>With a slope a, PRelu(y) is y above 0 and a y below. That is
 *
 * <ul>
 *   <li>{@code a y + relu((1 - a) y)} for a &le; 1,
 *   <li>{@code y - relu((1 - a) y)} for a &gt; 1.
 * </ul>
 *
 * <p>Where the channels are a multiple of {@value #BLOCK}, the widest block, both products are
 * depthwise 1 x 1 convolutions: Relu becomes part of the first, the sum part of the second, and the
 * blocked layout is kept. Elsewhere {@code a y + (1 - a) relu(y)} is written with Mul and Add, for
 * any slopes. Both equal PRelu but for rounding: each is a sum of two products that are rounded
 * once, so a value differs by at most 2^-23 (1 + |a| + |1 - a|) |y|.
 *
 * <p>Measured with ONNX Runtime 1.28.0 on one thread of an Intel Xeon with AVX-512
 * (docs/models.md): mobilefacenet_y1 2.3 times as fast, the face mesh 1.9, MiniFASNet, with
 * products, 1.5. NaN stays NaN; an infinite value with a slope of 0 or 1 becomes NaN, where PRelu
 * keeps it.
 */
public final class PReluRewrite {

  private static final String PRELU = "PRelu";
  private static final int BLOCK = 16;

  /** Before this version of the operators, a row of slopes meant something else. */
  private static final long NUMPY_BROADCAST = 7;

  private final OnnxGraph graph;
  private final Map<String, Long> channels = new HashMap<>();
  private int rewritten;

  private PReluRewrite(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Rewrites every PRelu whose slopes are constant floats.
   *
   * @return how many were rewritten; the graph is untouched where that is 0
   */
  public static int apply(OnnxGraph graph) {
    boolean any = graph.nodes().stream().anyMatch(node -> node.is(PRELU));
    if (!any || graph.operatorSet() < NUMPY_BROADCAST) {
      return 0;
    }
    PReluRewrite rewrite = new PReluRewrite(graph);
    rewrite.rewrite();
    return rewrite.rewritten;
  }

  private void rewrite() {
    graph.trueInputs().stream()
        .filter(input -> input.shape().size() == 4)
        .forEach(input -> channels.put(input.name(), input.shape().get(1)));
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Optional<Weights> slopes = node.is(PRELU) ? floats(node.input(1)) : Optional.empty();
      if (slopes.isPresent()) {
        rewritten++;
        nodes.addAll(instead(node, slopes.get()));
      } else {
        nodes.add(node);
      }
      follow(node);
    }
    graph.nodes().clear();
    graph.nodes().addAll(nodes);
    if (rewritten > 0) {
      graph.fixConstants();
    }
  }

  /** Keeps how many channels a value with four axes has, where that is certain. */
  private void follow(Node node) {
    Long count =
        switch (node.operator()) {
          case "Conv" ->
              graph
                  .constant(node.input(1))
                  .map(Tensor::shape)
                  .filter(shape -> shape.length == 4)
                  .map(shape -> (long) shape[0])
                  .orElse(null);
          case PRELU, "BatchNormalization", "Relu", "Add", "Sub", "MaxPool", "AveragePool" ->
              channels.get(node.input(0));
          default -> null;
        };
    if (count != null && !node.outputs().isEmpty()) {
      channels.put(node.output(), count);
    }
  }

  private List<Node> instead(Node node, Weights slopes) {
    long count = channels.getOrDefault(node.input(0), 0L);
    boolean depthwise = count > 0 && count % BLOCK == 0 && perChannel(slopes, count);
    return depthwise ? convolutions(node, slopes, (int) count) : products(node, slopes);
  }

  /** One slope for all, or one a channel: [C, 1, 1], with or without axes of size 1 before it. */
  private static boolean perChannel(Weights slopes, long count) {
    int axes = slopes.shape().length;
    if (slopes.values().length == 1) {
      return true;
    }
    return slopes.values().length == count && axes >= 3 && slopes.size(axes - 3) == count;
  }

  private List<Node> convolutions(Node node, Weights slopes, int count) {
    float[] inner = new float[count];
    float[] outer = new float[count];
    float[] signs = new float[count];
    boolean steep = false;
    for (int c = 0; c < count; c++) {
      float a = slopes.values()[slopes.values().length == 1 ? 0 : c];
      inner[c] = (float) (1.0 - a);
      outer[c] = Math.min(a, 1);
      signs[c] = a > 1 ? -1 : 1;
      steep |= a > 1;
    }
    String y = node.input(0);
    String prefix = prefix();
    List<Node> nodes = new ArrayList<>();
    nodes.add(scale(y, inner, prefix + "inner"));
    nodes.add(Node.of("Relu", List.of(prefix + "inner"), prefix + "relu"));
    if (steep) {
      nodes.add(scale(prefix + "relu", signs, prefix + "signed"));
    }
    nodes.add(scale(y, outer, prefix + "outer"));
    String relu = prefix + (steep ? "signed" : "relu");
    nodes.add(Node.of("Add", List.of(prefix + "outer", relu), node.output()));
    return nodes;
  }

  private Node scale(String value, float[] factors, String output) {
    String weights = output + ".weights";
    graph.add(Tensor.of(weights, new Weights(new int[] {factors.length, 1, 1, 1}, factors)));
    return Node.of("Conv", List.of(value, weights), output)
        .with("group", factors.length)
        .with("kernel_shape", new int[] {1, 1});
  }

  private List<Node> products(Node node, Weights slopes) {
    String prefix = prefix();
    float[] others = new float[slopes.values().length];
    for (int i = 0; i < others.length; i++) {
      others[i] = (float) (1.0 - slopes.values()[i]);
    }
    graph.add(Tensor.of(prefix + "slopes", slopes));
    graph.add(Tensor.of(prefix + "others", new Weights(slopes.shape(), others)));
    String y = node.input(0);
    return List.of(
        Node.of("Relu", List.of(y), prefix + "relu"),
        Node.of("Mul", List.of(prefix + "relu", prefix + "others"), prefix + "above"),
        Node.of("Mul", List.of(y, prefix + "slopes"), prefix + "below"),
        Node.of("Add", List.of(prefix + "below", prefix + "above"), node.output()));
  }

  private String prefix() {
    return "mien.prelu" + rewritten + ".";
  }

  private Optional<Weights> floats(String name) {
    return graph.constant(name).filter(Tensor::isFloat).map(Tensor::weights);
  }
}
