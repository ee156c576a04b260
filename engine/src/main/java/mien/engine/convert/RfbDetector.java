package mien.engine.convert;

import java.nio.ByteBuffer;
import mien.engine.graph.Dimension;
import mien.engine.graph.MalformedModelException;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.ValueInfo;

/**
 * Ultra-Light-Fast-Generic-Face-Detector RFB-320 (Linzaer) for pictures of any size. As published
 * it takes 320 x 240: behind the softmax of the scores, it turns offsets into boxes with the priors
 * of that size. Everything behind the softmax is cut off; a decoder computes the priors itself.
 */
public final class RfbDetector {

  private static final String SCORES = "scores";
  private static final String OFFSETS = "462";

  private RfbDetector() {}

  /**
   * Cuts the model.
   *
   * @param model the published ONNX file
   * @return an ONNX model: {@code input} (n, 3, h, w) gives {@code scores} (n, p, 2), after the
   *     softmax, and {@code 462} (n, p, 4), offsets to the p priors of that size
   * @throws MalformedModelException if it is not that model
   */
  public static byte[] anySize(byte[] model) {
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(model));
    int softmax = 0;
    while (softmax < graph.nodes().size() && !graph.nodes().get(softmax).is("Softmax")) {
      softmax++;
    }
    if (softmax == graph.nodes().size()) {
      throw new MalformedModelException("it has no softmax");
    }
    graph.nodes().subList(softmax + 1, graph.nodes().size()).clear();
    requireMade(graph, SCORES);
    requireMade(graph, OFFSETS);
    Dimension n = Dimension.free("n");
    Dimension priors = Dimension.free("p");
    graph.inputs().clear();
    graph
        .inputs()
        .add(ValueInfo.of("input", n, Dimension.of(3), Dimension.free("h"), Dimension.free("w")));
    graph.outputs().clear();
    graph.outputs().add(ValueInfo.of(SCORES, n, priors, Dimension.of(2)));
    graph.outputs().add(ValueInfo.of(OFFSETS, n, priors, Dimension.of(4)));
    return graph.write();
  }

  private static void requireMade(OnnxGraph graph, String value) {
    if (graph.nodes().stream().noneMatch(node -> node.outputs().contains(value))) {
      throw new MalformedModelException("no node up to its softmax makes '" + value + "'");
    }
  }
}
