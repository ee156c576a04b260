package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mien.core.face.ModelId;
import mien.engine.graph.Dimension;
import mien.engine.graph.Node;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.PReluRewrite;
import mien.engine.graph.Tensor;
import mien.engine.graph.ValueInfo;
import mien.engine.graph.Weights;
import mien.engine.model.FloatTensor;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.SessionPolicy;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The untouched graph is the reference. */
class PReluRewriteTest {

  private static final float[] SLOPES = {0.25f, -0.5f, 1.75f, 1, 0, -3, 1e-12f, 0.999f, 40};

  @ParameterizedTest
  @CsvSource({
    "16, C11, Conv", "32, C11, Conv", "32, 1C11, Conv", "13, C11, Mul", "26, C11, Mul",
    "16, 1, Conv", "13, 1, Mul", "13, scalar, Mul", "16, CHW, Mul", "5, W, Mul"
  })
  void everySlopeGivesWhatItGave(int channels, String form, String operator) throws Exception {
    Weights slopes = slopes(channels, form);
    byte[] untouched = prelu(channels, slopes).write();
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(untouched));

    assertThat(PReluRewrite.apply(graph)).isEqualTo(1);

    assertThat(graph.nodes()).noneMatch(n -> n.is("PRelu")).anyMatch(n -> n.is(operator));
    List<Long> shape = List.of(2L, (long) channels, 7L, 5L);
    float[] input = run(untouched, shape, noise(5, 10)).get(1).values();
    float[] expected = run(untouched, shape, noise(5, 10)).get(0).values();
    float[] actual = run(graph.write(), shape, noise(5, 10)).get(0).values();
    double steepest = 0;
    for (float a : slopes.values()) {
      steepest = Math.max(steepest, 1 + Math.abs(a) + Math.abs(1 - a));
    }
    for (int i = 0; i < expected.length; i++) {
      double allowed = 0x1p-23 * steepest * Math.abs(input[i]); // as PReluRewrite derives it
      assertThat((double) actual[i]).isBetween(expected[i] - allowed, expected[i] + allowed);
    }
  }

  @Test
  void slopesThatAreNotConstantAndOldOperatorsAreLeftAlone() {
    OnnxGraph computed = prelu(16, Weights.row(1));
    computed.constants().clear();
    assertThat(PReluRewrite.apply(computed)).isZero();
    assertThat(computed.nodes()).anyMatch(node -> node.is("PRelu"));

    OnnxGraph old = OnnxGraph.empty(3, 6);
    old.nodes().addAll(prelu(16, Weights.row(1)).nodes());
    old.add(Tensor.of("slopes", Weights.row(0.5f)));
    assertThat(PReluRewrite.apply(old)).isZero();
  }

  /**
   * Measured: at most 3.3e-6 of the root mean square (mobilefacenet_y1_128). The bound is what
   * {@link mien.engine.model.ModelProbe} derives for sums in another order, 2e-5; a wrong slope is
   * off by 1e-2 or more.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilefacenet_y1_128.onnx",
        "minifasnet_v2_2.7_80x80.onnx",
        "minifasnet_v1se_4.0_80x80.onnx",
        "facemesh_468.onnx"
      })
  void aRealNetworkComputesWhatItComputed(String file) throws Exception {
    byte[] untouched = Files.readAllBytes(Shared.model(file));
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(untouched));
    List<Long> declared = graph.trueInputs().getFirst().shape();
    List<Long> shape = List.of(1L, declared.get(1), declared.get(2), declared.get(3));

    assertThat(PReluRewrite.apply(graph)).isGreaterThan(20);

    byte[] rewritten = graph.write();
    for (int seed = 0; seed < 5; seed++) {
      List<FloatTensor> expected = run(untouched, shape, noise(seed, 1));
      List<FloatTensor> actual = run(rewritten, shape, noise(seed, 1));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(difference(expected.get(i).values(), actual.get(i).values())).isLessThan(2e-5);
      }
    }
  }

  @Test
  void aModelWithPReluIsRewrittenWhenItIsOpened() throws Exception {
    ModelCard card = ModelCatalog.builtIn().require(new ModelId("mobilefacenet_y1_128"));
    byte[] file = Files.readAllBytes(Shared.model(card.fileName()));
    try (OnnxModel model = OnnxModel.open(card, ByteBuffer.wrap(file), SessionPolicy.DEFAULT)) {
      assertThat(model.provider().remarks()).singleElement().asString().contains("faster form");
    }
  }

  private static Weights slopes(int channels, String form) {
    int[] shape =
        switch (form) {
          case "C11" -> new int[] {channels, 1, 1};
          case "1C11" -> new int[] {1, channels, 1, 1};
          case "1" -> new int[] {1};
          case "scalar" -> new int[] {};
          case "CHW" -> new int[] {channels, 7, 5};
          case "W" -> new int[] {5};
          default -> throw new IllegalArgumentException(form);
        };
    float[] values = new float[Weights.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = SLOPES[i % SLOPES.length];
    }
    return new Weights(shape, values);
  }

  /** PRelu of an input of any height and width; the input is given back as the second output. */
  private static OnnxGraph prelu(int channels, Weights slopes) {
    OnnxGraph graph = OnnxGraph.empty(8, 13);
    Dimension[] shape = {
      Dimension.free("n"), Dimension.of(channels), Dimension.free("h"), Dimension.free("w")
    };
    graph.inputs().add(ValueInfo.of("x", shape));
    graph.add(Tensor.of("slopes", slopes));
    graph.nodes().add(Node.of("PRelu", List.of("x", "slopes"), "y"));
    graph.nodes().add(Node.of("Identity", List.of("x"), "same"));
    graph.outputs().add(ValueInfo.of("y", shape));
    graph.outputs().add(ValueInfo.of("same", shape));
    return graph;
  }

  static List<FloatTensor> run(byte[] graph, List<Long> shape, Consumer<FloatBuffer> input)
      throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      try (OrtSession session = NativeRuntime.environment().createSession(graph, options)) {
        String name = session.getInputInfo().keySet().iterator().next();
        return OnnxModel.forward(session, name, shape, input);
      }
    }
  }

  static Consumer<FloatBuffer> noise(int seed, float scale) {
    return into -> {
      Random random = new Random(seed);
      while (into.hasRemaining()) {
        into.put((random.nextFloat() * 2 - 1) * scale);
      }
    };
  }

  /** The largest difference, over the root mean square of the expected values. */
  static double difference(float[] expected, float[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    double squares = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      squares += (double) expected[i] * expected[i];
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest / Math.sqrt(squares / expected.length);
  }
}
