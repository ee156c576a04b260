package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.graph.Dimension;
import mien.engine.graph.Node;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.Tensor;
import mien.engine.graph.ValueInfo;
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
    byte[] fixed = fixedAt640(Files.readAllBytes(Shared.model(card.fileName()))).write();

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
    OnnxGraph graph = fixedAt640(Files.readAllBytes(Shared.model(card.fileName())));
    // A reshape to a constant number of rows, as some exporters write it, holds for one size only.
    graph.add(Tensor.of("rows", 12800, 1));
    String first = graph.outputs().getFirst().name();
    graph.nodes().replaceAll(node -> node.outputs().contains(first) ? renamed(node) : node);
    graph.nodes().add(Node.of("Reshape", List.of("before.rows", "rows"), first));

    try (OnnxModel opened = open(unchecked(card, ModelFamily.SCRFD), graph.write())) {
      assertThat(opened.inputShape()).containsExactly(1L, 3L, 640L, 640L);
      assertThat(opened.provider().remarks()).singleElement().asString().contains("stays fixed");
      assertThat(opened.run(shape(SIDE), noise(shape(SIDE)))).hasSize(9);
    }
  }

  @Test
  void bytesThatAreNoGraphAreRefused() {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId("scrfd_500m_kps"));
    assertThatThrownBy(() -> open(card, new byte[] {-1, -1, 3, 4}))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("model.mismatch"));
  }

  private static Node renamed(Node node) {
    return new Node(
        node.operator(),
        node.inputs(),
        List.of("before.rows"),
        node.name(),
        node.attributes(),
        node.rest());
  }

  /** What a fixed-size export looks like: declared sizes, and Resize to constant sizes. */
  private static OnnxGraph fixedAt640(byte[] published) {
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(published));
    String input = graph.inputs().getFirst().name();
    graph
        .inputs()
        .set(
            0,
            ValueInfo.of(
                input, Dimension.of(1), Dimension.of(3), Dimension.of(SIDE), Dimension.of(SIDE)));
    Map<String, Node> producers = new HashMap<>();
    graph.nodes().forEach(n -> n.outputs().forEach(o -> producers.put(o, n)));
    int[] sides = {40, 80}; // strides 16 and 8
    int resize = 0;
    for (Node node : List.copyOf(graph.nodes())) {
      if (node.is("Resize")) {
        long channels = channels(graph, producers, node.input(0));
        String name = "sizes." + resize;
        int side = sides[resize++];
        graph.add(Tensor.of(name, 1, channels, side, side));
        graph.nodes().set(graph.nodes().indexOf(node), node.withInput(3, name));
      }
    }
    assertThat(resize).isEqualTo(2);
    return graph;
  }

  /** Channels of a value: those of the convolution that made it, through additions. */
  private static long channels(OnnxGraph graph, Map<String, Node> producers, String value) {
    Node node = producers.get(value);
    return node.is("Conv")
        ? graph.constant(node.input(1)).orElseThrow().shape()[0]
        : channels(graph, producers, node.input(0));
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
        Calibration.NONE,
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
