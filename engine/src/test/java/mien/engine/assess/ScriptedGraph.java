package mien.engine.assess;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import mien.core.face.ModelId;
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
            List.of());
    return OnnxModel.open(card, graph(size, output, values).toByteArray(), 1);
  }

  private static ModelProto graph(int size, String output, int values) {
    TensorProto.Builder weights =
        TensorProto.newBuilder()
            .setName("weights")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(3)
            .addDims(values);
    for (int i = 0; i < 3 * values; i++) {
      weights.addFloatData(i % values % 3 == i / values ? 1 / 255f : 0);
    }
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("plane-means")
            .addNode(node("GlobalAveragePool", List.of("data"), "pooled"))
            .addNode(
                node("Flatten", List.of("pooled"), "means").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("axis")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(1)))
            .addNode(node("MatMul", List.of("means", "weights"), output))
            .addInitializer(weights)
            .addInput(value("data", 3, size))
            .addOutput(value(output, values, 0))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .setGraph(graph)
        .build();
  }

  private static NodeProto node(String type, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output).build();
  }

  private static ValueInfoProto value(String name, int columns, int size) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    if (size > 0) {
      shape
          .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size))
          .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
