package mien.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mien.engine.graph.Dimension;
import mien.engine.graph.Node;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.ValueInfo;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.ProviderSupport;

/**
 * Finds out which execution providers really run on this machine: that ONNX Runtime lists one only
 * says that it was compiled in, not that its libraries and its device are there. Each is given a
 * network of one node.
 */
public final class ProviderTrial {

  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 11;
  private static final float[] VALUES = {-1, 0, 2};

  private ProviderTrial() {}

  /** Every provider that mien knows, in the order of the enum. */
  public static List<ProviderSupport> all() {
    Set<ExecutionProvider> compiledIn = Providers.compiledIn();
    byte[] graph = relu();
    return Stream.of(ExecutionProvider.values())
        .map(
            provider ->
                new ProviderSupport(
                    provider, compiledIn.contains(provider), refusal(provider, graph)))
        .toList();
  }

  private static Optional<String> refusal(ExecutionProvider provider, byte[] graph) {
    try (SessionOptions options = new SessionOptions()) {
      Providers.add(provider, options);
      try (OrtSession session = NativeRuntime.environment().createSession(graph, options)) {
        List<FloatTensor> outputs =
            OnnxModel.forward(
                session, "x", List.of((long) VALUES.length), into -> into.put(VALUES));
        float[] values = outputs.getFirst().values();
        boolean right = values[0] == 0 && values[1] == 0 && values[2] == 2;
        return right ? Optional.empty() : Optional.of("it computes wrong numbers");
      }
    } catch (OrtException | UnsatisfiedLinkError e) {
      return Optional.of(String.valueOf(e.getMessage()).strip());
    }
  }

  /** y = max(x, 0). */
  private static byte[] relu() {
    OnnxGraph graph = OnnxGraph.empty(IR_VERSION, OPERATOR_SET);
    graph.inputs().add(ValueInfo.of("x", Dimension.of(VALUES.length)));
    graph.outputs().add(ValueInfo.of("y", Dimension.of(VALUES.length)));
    graph.nodes().add(Node.of("Relu", List.of("x"), "y"));
    return graph.write();
  }
}
