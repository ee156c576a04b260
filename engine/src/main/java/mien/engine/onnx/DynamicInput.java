package mien.engine.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * Frees the input size of an SCRFD graph that was exported for one size, so that a small photo
 * costs little: 320 x 320 takes a quarter of the time of 640 x 640.
 *
 * <p>Freeing the declared input alone is not enough: the two upsampling steps of SCRFD's feature
 * pyramid are {@code Resize} nodes with the resulting sizes baked in as constants, which no longer
 * fit. Each of them doubles, so it gets the scales (1, 1, 2, 2) instead. Shapes that were declared
 * for outputs and inner values are dropped, as they hold for one size only. Weights are untouched:
 * at the original size the graph computes what it computed before.
 *
 * <p>The only place that reads a graph's protobuf; it is not reached for graphs that are free
 * already.
 */
final class DynamicInput {

  private static final String SCALES = "mien.scales.1.1.2.2";

  private DynamicInput() {}

  /**
   * Rewrites a graph.
   *
   * @param graph an SCRFD model; read from its position to its limit
   * @return the same model with free height and width
   * @throws MienException OPERATOR {@code model.mismatch} if the bytes are no ONNX graph
   */
  static ByteBuffer free(ByteBuffer graph) {
    try {
      ModelProto.Builder model =
          ModelProto.parseFrom(CodedInputStream.newInstance(graph)).toBuilder();
      rewrite(model.getGraphBuilder());
      return ByteBuffer.wrap(model.build().toByteArray());
    } catch (IOException e) {
      throw new MienException(
          Blame.OPERATOR, "model.mismatch", "the file is no ONNX graph: " + e.getMessage(), e);
    }
  }

  private static void rewrite(GraphProto.Builder graph) {
    Set<String> constants = new HashSet<>();
    graph.getInitializerList().forEach(tensor -> constants.add(tensor.getName()));
    graph.getInputBuilderList().stream()
        .filter(input -> !constants.contains(input.getName())) // old exports list weights as inputs
        .findFirst()
        .ifPresent(DynamicInput::freeSpace);
    graph.getNodeList().stream()
        .filter(node -> node.getOpType().equals("Constant"))
        .forEach(node -> constants.addAll(node.getOutputList()));
    graph.clearValueInfo();
    graph.getOutputBuilderList().forEach(DynamicInput::dropShape);
    boolean doubled = false;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      doubled |= freeResize(node, constants);
    }
    if (doubled) {
      graph.addInitializer(scales());
    }
  }

  private static void freeSpace(ValueInfoProto.Builder input) {
    TensorShapeProto.Builder shape =
        input.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    shape.getDimBuilder(2).setDimParam("height");
    shape.getDimBuilder(3).setDimParam("width");
  }

  private static void dropShape(ValueInfoProto.Builder output) {
    TypeProto.Tensor.Builder tensor = output.getTypeBuilder().getTensorTypeBuilder();
    tensor.clearShape();
  }

  /** Resize(X, roi, scales, sizes): gives scales where constant sizes were given. */
  private static boolean freeResize(NodeProto.Builder node, Set<String> constants) {
    boolean sized =
        node.getOpType().equals("Resize")
            && node.getInputCount() == 4
            && constants.contains(node.getInput(3));
    if (!sized) {
      return false;
    }
    String data = node.getInput(0);
    String roi = node.getInput(1);
    node.clearInput().addInput(data).addInput(roi).addInput(SCALES);
    return true;
  }

  private static TensorProto scales() {
    ByteBuffer raw = ByteBuffer.allocate(4 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.putFloat(1).putFloat(1).putFloat(2).putFloat(2).flip();
    return TensorProto.newBuilder()
        .setName(SCALES)
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addDims(4)
        .setRawData(ByteString.copyFrom(raw))
        .build();
  }
}
