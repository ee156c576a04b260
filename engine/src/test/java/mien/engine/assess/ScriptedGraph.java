package mien.engine.assess;

import java.util.List;
import java.util.function.UnaryOperator;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.graph.Dimension;
import mien.engine.graph.GraphBuilder;
import mien.engine.graph.Weights;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.onnx.OnnxModel;

/**
 * A network made for the test: the means of the three planes over 255, repeated until the row is
 * full. It stands for networks whose weights are not in the common copy.
 */
final class ScriptedGraph {

  private ScriptedGraph() {}

  /** Opens it under the card of a real model, with {@code scripted-} before its name. */
  static LoadedModel planeMeans(String id, int size, String output, int values) {
    ModelCard real = ModelCatalog.builtIn().require(new ModelId(id));
    ModelCard card =
        new ModelCard(
            new ModelId("scripted-" + id),
            real.task(),
            real.family(),
            real.fileName(),
            0,
            real.sha256(),
            List.of(),
            real.license(),
            real.input(),
            real.dimension(),
            Calibration.NONE);
    return OnnxModel.open(card, graph(size, output, values), 1);
  }

  private static byte[] graph(int size, String output, int values) {
    float[] weights = new float[3 * values];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % values % 3 == i / values ? 1 / 255f : 0;
    }
    GraphBuilder graph = new GraphBuilder(weights.length);
    Dimension batch = Dimension.free("N");
    Dimension side = Dimension.of(size);
    String pooled =
        graph.apply("GlobalAveragePool", graph.input("data", batch, Dimension.of(3), side, side));
    String means = graph.apply("Flatten", List.of(pooled), node -> node.with("axis", 1L));
    String matrix = graph.floats(new Weights(new int[] {3, values}, weights));
    graph.apply(output, "MatMul", List.of(means, matrix), UnaryOperator.identity());
    graph.output(output, batch, Dimension.of(values));
    return graph.graph().write();
  }
}
