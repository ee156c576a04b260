package mien.engine.convert;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import mien.engine.graph.Dimension;
import mien.engine.graph.GraphBuilder;
import mien.engine.graph.Weights;
import mien.engine.model.Conversion;

/** Small members in the form that each conversion takes. */
public final class Members {

  /** Rows of the TFLite network's picture, which has two planes. */
  public static final int HEIGHT = SmallTfLite.HEIGHT;

  /** Columns of the TFLite network's picture. */
  public static final int WIDTH = SmallTfLite.WIDTH;

  /** Channels of the MobileFaceNet that are not dead, rounded up to a block. */
  public static final int LIVING = 16;

  private static final int HIDDEN = 48;
  private static final int ALIVE = 11;

  private Members() {}

  /** Members for a conversion, always the same. */
  public static List<byte[]> of(Conversion conversion) {
    return switch (conversion) {
      case AS_IS -> List.of(new byte[] {7});
      case RFB_ANY_SIZE -> List.of(detector());
      case MOBILE_FACE_NET -> List.of(mobileFaceNet());
      case BLAZE_FACE, FACE_MESH -> List.of(SmallTfLite.file());
      case FACEAPI_AGE_GENDER -> SmallFaceApi.ageGender();
      case DLIB_RESNET -> SmallFaceApi.recognition();
    };
  }

  /** What the TFLite network gives for a picture in rows of two planes. */
  public static float[] expectedOfTfLite(float[] picture) {
    return SmallTfLite.expected(picture);
  }

  /** Scores and offsets at every place; behind the softmax, priors of one size. */
  private static byte[] detector() {
    GraphBuilder graph = new GraphBuilder(1000);
    Dimension one = Dimension.of(1);
    String x = graph.input("input", one, Dimension.of(3), Dimension.of(4), Dimension.of(5));
    String scores = rows(graph, x, 2, "rows");
    String offsets = rows(graph, x, 4, "462");
    graph.apply("scores", "Softmax", List.of(scores), node -> node.with("axis", 2L));
    String priors = graph.floats(random(new Random(2), 1, 20, 4));
    graph.apply("boxes", "Add", List.of(offsets, priors), UnaryOperator.identity());
    graph.output("scores", one, Dimension.of(20), Dimension.of(2));
    graph.output("boxes", one, Dimension.of(20), Dimension.of(4));
    return graph.graph().write();
  }

  private static String rows(GraphBuilder graph, String x, int channels, String name) {
    String kernels = graph.floats(random(new Random(channels), channels, 3, 1, 1));
    String map = graph.apply("Conv", x, kernels);
    String last = graph.apply("Transpose", List.of(map), node -> node.with("perm", 0, 2, 3, 1));
    return graph.apply(
        name, "Reshape", List.of(last, graph.longs(0, -1, channels)), UnaryOperator.identity());
  }

  /** One bottleneck, most of whose channels are dead in one of the two ways, and a last layer. */
  private static byte[] mobileFaceNet() {
    Random random = new Random(6);
    Weights expand = random(random, HIDDEN, 3, 1, 1);
    Weights depthwise = random(random, HIDDEN, 1, 3, 3);
    Weights biases = random(random, HIDDEN);
    for (int c = ALIVE; c < HIDDEN; c++) {
      Weights dead = c % 2 == 0 ? expand : depthwise;
      int each = dead.values().length / HIDDEN;
      for (int i = 0; i < each; i++) {
        dead.values()[c * each + i] *= 1e-30f;
      }
      biases.values()[c] *= c % 2 == 0 ? 1e-12f : 1; // else the borders would differ
    }
    GraphBuilder graph = new GraphBuilder(100_000);
    Dimension one = Dimension.of(1);
    String x = graph.input("x", one, Dimension.of(3), Dimension.of(5), Dimension.of(6));
    x = graph.apply("Conv", x, graph.floats(expand), graph.floats(biases));
    x = graph.apply("PRelu", x, graph.floats(random(random, HIDDEN, 1, 1)));
    List<String> inputs = List.of(x, graph.floats(depthwise), graph.floats(random(random, HIDDEN)));
    x =
        graph.apply(
            "Conv", inputs, node -> node.with("group", (long) HIDDEN).with("pads", 1, 1, 1, 1));
    x = graph.apply("PRelu", x, graph.floats(random(random, HIDDEN, 1, 1)));
    x = graph.apply("Conv", x, graph.floats(random(random, 4, HIDDEN, 1, 1)));
    graph.apply("y", "Reshape", List.of(x, graph.longs(1, 4 * 5 * 6)), UnaryOperator.identity());
    graph.output("y", one, Dimension.of(4 * 5 * 6));
    return graph.graph().write();
  }

  private static Weights random(Random random, int... shape) {
    float[] values = new float[Weights.count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return new Weights(shape, values);
  }
}
