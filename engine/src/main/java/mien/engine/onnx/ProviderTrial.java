package mien.engine.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.ProviderSupport;

/**
 * Finds out which execution providers really run on this machine: that ONNX Runtime lists one only
 * says that it was compiled in, not that its libraries and its device are there. Each is given a
 * network of one node.
 */
public final class ProviderTrial {

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
    NodeProto node = NodeProto.newBuilder().setOpType("Relu").addInput("x").addOutput("y").build();
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("trial")
            .addInput(value("x"))
            .addOutput(value("y"))
            .addNode(node)
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(11))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(VALUES.length))
            .build();
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
