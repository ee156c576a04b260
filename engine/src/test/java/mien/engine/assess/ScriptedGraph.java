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
 * A network made for the test: the means of the three planes over 255, as {@code [N, 3]}. It stands
 * for genderage, whose weights are not in the common copy.
 */
final class ScriptedGraph {

  private ScriptedGraph() {}

  /** Opens it under the card of a real model. */
  static LoadedModel planeMeans(String id, int size) {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId(id));
    return OnnxModel.open(card, graph(size).toByteArray(), 1);
  }

  private static ModelProto graph(int size) {
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
            .addNode(node("Div", List.of("means", "white"), "fc1"))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("white")
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addDims(1)
                    .addFloatData(255))
            .addInput(value("data", size))
            .addOutput(value("fc1", 0))
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

  private static ValueInfoProto value(String name, int size) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(3));
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
