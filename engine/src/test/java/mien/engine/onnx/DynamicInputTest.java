package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.model.FloatTensor;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFamily;
import mien.engine.model.SessionPolicy;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicInputTest {

  private static final int SIDE = 640;

  @ParameterizedTest
  @ValueSource(strings = {"scrfd_2.5g_kps", "scrfd_500m_kps"})
  void aFixedScrfdIsFreedAndComputesTheSame(String id) throws Exception {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId(id));
    ModelProto published = ModelProto.parseFrom(Files.readAllBytes(Shared.model(card.fileName())));
    byte[] fixed = fixedAt640(published).toByteArray();

    // As another family the fixed graph is left alone: the reference.
    try (OnnxModel reference = open(unchecked(card, ModelFamily.YUNET), fixed);
        OnnxModel freed = open(card, fixed)) {
      assertThat(reference.inputShape()).containsExactly(1L, 3L, 640L, 640L);
      assertThat(reference.provider().remarks()).isEmpty();
      assertThat(freed.inputShape()).containsExactly(1L, 3L, -1L, -1L);
      assertThat(freed.provider().remarks()).singleElement().asString().contains("made free");

      List<Long> full = shape(SIDE);
      assertThat(largestDifference(reference.run(full, noise(full)), freed.run(full, noise(full))))
          .isLessThan(1e-5f); // measured: 1.4e-6 for both

      assertThatThrownBy(() -> reference.run(shape(320), noise(shape(320))))
          .isInstanceOf(MienException.class);
      List<FloatTensor> half = freed.run(shape(320), noise(shape(320)));
      assertThat(half.getFirst().shape()).containsExactly(2L * 40 * 40, 1L);
    }
  }

  @Test
  void aFreeScrfdIsLeftAlone() throws Exception {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId("scrfd_2.5g_kps"));
    byte[] bytes = Files.readAllBytes(Shared.model(card.fileName()));
    try (OnnxModel model = open(card, bytes)) {
      assertThat(model.provider().remarks()).isEmpty();
    }
  }

  @Test
  void aFixedScrfdThatCannotBeFreedStaysFixedAndSaysSo() throws Exception {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId("scrfd_500m_kps"));
    ModelProto.Builder model =
        fixedAt640(ModelProto.parseFrom(Files.readAllBytes(Shared.model(card.fileName()))))
            .toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    // A reshape to a constant number of rows, as some exporters write it, holds for one size only.
    TensorProto rows = constant("rows", 12800, 1);
    graph.addInitializer(rows);
    String first = graph.getOutput(0).getName();
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOutputList().contains(first)) {
        node.setOutput(0, "before.rows");
      }
    }
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Reshape")
            .addInput("before.rows")
            .addInput("rows")
            .addOutput(first));

    try (OnnxModel opened = open(unchecked(card, ModelFamily.SCRFD), model.build().toByteArray())) {
      assertThat(opened.inputShape()).containsExactly(1L, 3L, 640L, 640L);
      assertThat(opened.provider().remarks()).singleElement().asString().contains("stays fixed");
      assertThat(opened.run(shape(SIDE), noise(shape(SIDE)))).hasSize(9);
    }
  }

  @Test
  void bytesThatAreNoGraphAreRefused() {
    assertThatThrownBy(() -> DynamicInput.free(ByteBuffer.wrap(new byte[] {-1, -1, 3, 4})))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("no ONNX graph");
  }

  /** What a fixed-size export looks like: declared sizes, and Resize to constant sizes. */
  private static ModelProto fixedAt640(ModelProto published) {
    ModelProto.Builder model = published.toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    TensorShapeProto.Builder input =
        graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    input.getDimBuilder(2).clear().setDimValue(SIDE);
    input.getDimBuilder(3).clear().setDimValue(SIDE);
    Map<String, NodeProto> producers = new HashMap<>();
    graph.getNodeList().forEach(n -> n.getOutputList().forEach(o -> producers.put(o, n)));
    int[] sides = {40, 80}; // strides 16 and 8
    int resize = 0;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getOpType().equals("Resize")) {
        long channels = channels(graph, producers, node.getInput(0));
        String name = "sizes." + resize;
        int side = sides[resize++];
        graph.addInitializer(constant(name, 1, channels, side, side));
        node.setInput(3, name);
      }
    }
    assertThat(resize).isEqualTo(2);
    return model.build();
  }

  /** Channels of a value: those of the convolution that made it, through additions. */
  private static long channels(
      GraphProto.Builder graph, Map<String, NodeProto> producers, String value) {
    NodeProto node = producers.get(value);
    if (!node.getOpType().equals("Conv")) {
      return channels(graph, producers, node.getInput(0));
    }
    return graph.getInitializerList().stream()
        .filter(tensor -> tensor.getName().equals(node.getInput(1)))
        .findFirst()
        .orElseThrow()
        .getDims(0);
  }

  private static TensorProto constant(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  private static ModelCard unchecked(ModelCard card, ModelFamily family) {
    return new ModelCard(
        card.id(),
        card.task(),
        family,
        card.fileName(),
        0,
        card.sha256(),
        List.of(),
        card.license(),
        card.input(),
        0,
        List.of(),
        Optional.empty(),
        "");
  }

  private static OnnxModel open(ModelCard card, byte[] graph) {
    return OnnxModel.open(card, ByteBuffer.wrap(graph), SessionPolicy.DEFAULT);
  }

  private static float largestDifference(List<FloatTensor> a, List<FloatTensor> b) {
    float largest = 0;
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i).shape()).isEqualTo(b.get(i).shape());
      for (int j = 0; j < a.get(i).values().length; j++) {
        largest = Math.max(largest, Math.abs(a.get(i).values()[j] - b.get(i).values()[j]));
      }
    }
    return largest;
  }

  private static List<Long> shape(long side) {
    return List.of(1L, 3L, side, side);
  }

  private static Consumer<FloatBuffer> noise(List<Long> shape) {
    return into -> {
      Random random = new Random(11);
      for (long i = 0; i < 3 * shape.get(2) * shape.get(3); i++) {
        into.put(random.nextFloat() * 2 - 1);
      }
    };
  }
}
