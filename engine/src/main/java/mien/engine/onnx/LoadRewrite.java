package mien.engine.onnx;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.engine.graph.MalformedModelException;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.PReluRewrite;
import mien.engine.graph.TinyWeights;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;

/**
 * What is rewritten in a graph before it is opened. A rewritten graph is held against the card like
 * any other; where that fails, the graph is opened as it is in the file.
 *
 * @param graph the rewritten model
 * @param steps what was done
 */
record LoadRewrite(ByteBuffer graph, List<Step> steps) {

  /** One rewrite, with what it says of itself. */
  enum Step {
    FREE_SIZE(
        "its fixed input size was made free, so that small photos cost less",
        "its input size stays fixed, because freeing it failed: "),
    FAST_PRELU(
        "its PRelu layers are computed in a faster form, equal but for rounding",
        "its PRelu layers stay slow, because rewriting them failed: "),
    NO_TINY_WEIGHTS(
        "its weights below 1e-20 are zero, so that processors do not stumble over them",
        "its weights below 1e-20 stay, because removing them failed: ");

    private final String done;
    private final String failed;

    Step(String done, String failed) {
      this.done = done;
      this.failed = failed;
    }
  }

  /**
   * Rewrites a graph where that helps.
   *
   * @param card what the graph is
   * @param provider where it will run; PRelu and tiny weights are slow on processors only
   * @param file the bytes of the model
   * @param memory for the rewritten bytes
   * @return empty where there is nothing to rewrite, and where the bytes are no graph: then ONNX
   *     Runtime says what is wrong with them
   */
  static Optional<LoadRewrite> of(
      ModelCard card, ExecutionProvider provider, ByteBuffer file, Arena memory) {
    try {
      OnnxGraph graph = OnnxGraph.read(file);
      List<Step> steps = new ArrayList<>();
      if (card.family() == ModelFamily.SCRFD && DynamicInput.isFixed(graph)) {
        DynamicInput.free(graph);
        steps.add(Step.FREE_SIZE);
      }
      if (provider == ExecutionProvider.CPU && PReluRewrite.apply(graph) > 0) {
        steps.add(Step.FAST_PRELU);
      }
      if (provider == ExecutionProvider.CPU && TinyWeights.clear(graph) > 0) {
        steps.add(Step.NO_TINY_WEIGHTS);
      }
      if (steps.isEmpty()) {
        return Optional.empty();
      }
      ByteBuffer written = graph.write(size -> memory.allocate(size, Long.BYTES).asByteBuffer());
      return Optional.of(new LoadRewrite(written, steps));
    } catch (MalformedModelException _) {
      return Optional.empty();
    }
  }

  /** What was done, in sentences. */
  List<String> remarks() {
    return steps.stream().map(step -> step.done).toList();
  }

  /** What was not done, in sentences. */
  List<String> remarks(Exception failure) {
    return steps.stream().map(step -> step.failed + failure.getMessage()).toList();
  }
}
