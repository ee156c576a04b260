package mien.engine.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mien.engine.graph.Node;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.Tensor;
import mien.engine.graph.ValueInfo;
import mien.engine.graph.Weights;

/**
 * Frees the input size of an SCRFD graph that was exported for one size, so that a small photo
 * costs little: 320 x 320 takes a quarter of the time of 640 x 640.
 *
 * <p>Freeing the declared input alone is not enough: the two upsampling steps of SCRFD's feature
 * pyramid are {@code Resize} nodes with the resulting sizes baked in as constants, which no longer
 * fit. Each of them doubles, so it gets the scales (1, 1, 2, 2) instead. Shapes that were declared
 * for outputs and inner values are dropped, as they hold for one size only. Weights are untouched:
 * at the original size the graph computes what it computed before.
 */
final class DynamicInput {

  private static final int NCHW = 4;
  private static final String SCALES = "mien.scales.1.1.2.2";

  private DynamicInput() {}

  /** Whether the graph takes pictures of one size only. */
  static boolean isFixed(OnnxGraph graph) {
    List<Long> shape =
        graph.trueInputs().stream().findFirst().map(ValueInfo::shape).orElse(List.of());
    return shape.size() == NCHW && shape.get(2) > 0 && shape.get(3) > 0;
  }

  /** Frees height and width of an SCRFD graph. */
  static void free(OnnxGraph graph) {
    ValueInfo input = graph.trueInputs().getFirst();
    input.free(2, "height");
    input.free(3, "width");
    graph.dropInnerShapes();
    graph.outputs().forEach(ValueInfo::dropShape);
    Set<String> constants = new HashSet<>(graph.constants().keySet());
    graph.nodes().stream()
        .filter(node -> node.is("Constant"))
        .forEach(node -> constants.addAll(node.outputs()));
    // Resize(X, roi, scales, sizes): gets scales where constant sizes were given.
    graph.nodes().replaceAll(node -> sized(node, constants) ? doubling(node) : node);
    graph.add(Tensor.of(SCALES, Weights.row(1, 1, 2, 2)));
  }

  private static boolean sized(Node node, Set<String> constants) {
    return node.is("Resize") && node.inputs().size() == NCHW && constants.contains(node.input(3));
  }

  private static Node doubling(Node node) {
    return node.withInputs(List.of(node.input(0), node.input(1), SCALES));
  }
}
