package mien.engine.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;
import mien.engine.model.SessionPolicy;

/**
 * The child of {@link QuietRunTest}: runs a small network and, when a models folder is given, the
 * preferred one of every task, then prints what sockets this process holds or knows of.
 */
final class QuietRun {

  private static final List<Long> SHAPE = List.of(1L, 3L, 8L, 8L);

  private QuietRun() {}

  public static void main(String[] arguments) throws IOException {
    try (OnnxModel model = OnnxModel.open(card(), relu(), 1)) {
      System.out.println("ran " + model.run(SHAPE, into -> into.put(0, 1)).size());
    }
    if (arguments.length > 0) {
      ModelStore store = new ModelStore(ModelCatalog.builtIn(), List.of(Path.of(arguments[0])));
      for (ModelTask task : ModelTask.values()) {
        Optional<ModelCard> card = store.preferred(task);
        if (card.isPresent()) {
          // Opening runs the network once: the golden pass.
          try (LoadedModel model = store.open(card.get().id(), SessionPolicy.DEFAULT)) {
            System.out.println("ran " + model.card().id());
          }
        }
      }
    }
    System.out.println("disabled " + TelemetryVariable.value());
    sockets().forEach(socket -> System.out.println("socket " + socket));
  }

  private static List<String> sockets() throws IOException {
    List<String> found = new java.util.ArrayList<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:")) {
            found.add(target);
          }
        }
      }
    }
    return found;
  }

  static ModelCard card() {
    return new ModelCard(
        new ModelId("relu"),
        ModelTask.QUALITY,
        ModelFamily.EDIFFIQA,
        "relu.onnx",
        0,
        "0".repeat(64),
        List.of(),
        new License("none", true, ""),
        Optional.of(new ModelInput(8, 8, Normalization.of(ChannelOrder.RGB, 0, 255))),
        0,
        List.of());
  }

  private static byte[] relu() {
    NodeProto node = NodeProto.newBuilder().setOpType("Relu").addInput("x").addOutput("y").build();
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(11))
        .setGraph(
            GraphProto.newBuilder()
                .setName("relu")
                .addInput(value("x"))
                .addOutput(value("y"))
                .addNode(node))
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    SHAPE.forEach(size -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size)));
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
