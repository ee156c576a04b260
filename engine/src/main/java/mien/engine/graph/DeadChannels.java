package mien.engine.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cuts hidden channels that carry nothing out of inverted bottlenecks: a 1 x 1 convolution, an
 * activation, a depthwise convolution, an activation, a 1 x 1 convolution.
 *
 * <p>Training with weight decay can drive all weights of a channel to zero (1e-12 and below where
 * others are near 1e-1). Such a channel gives the same number everywhere, which is added to the
 * biases of the last convolution instead. A channel counts as dead where the weights into it, in
 * either of the first two convolutions, stay below {@value #NOTHING}, and where what the zero
 * padding of the depthwise convolution changes along the border is below {@value #BORDER} in every
 * output. The width that is left is rounded up to a multiple of {@value #BLOCK}, the widest block
 * of ONNX Runtime's convolutions.
 */
public final class DeadChannels {

  private static final float NOTHING = 1e-6f;
  private static final double BORDER = 1e-6;
  private static final int BLOCK = 16;

  private final OnnxGraph graph;
  private final Map<String, Integer> consumer = new HashMap<>();
  private final Set<String> shared = new HashSet<>();
  private final Map<String, Weights> decoded = new HashMap<>();
  private int cut;

  private DeadChannels(OnnxGraph graph) {
    this.graph = graph;
    graph.outputs().forEach(output -> shared.add(output.name()));
    for (int i = 0; i < graph.nodes().size(); i++) {
      for (String input : graph.nodes().get(i).inputs()) {
        if (consumer.put(input, i) != null) {
          shared.add(input);
        }
      }
    }
  }

  /**
   * Cuts them.
   *
   * @return how many channels went
   */
  public static int cut(OnnxGraph graph) {
    DeadChannels channels = new DeadChannels(graph);
    for (int i = 0; i < graph.nodes().size(); i++) {
      channels.cutFrom(i);
    }
    return channels.cut;
  }

  /** The places of the five nodes of a bottleneck. */
  private record Bottleneck(int expand, int first, int depthwise, int second, int project) {}

  /** A constant number that a channel gives, and how far it strays along the border. */
  private record Constant(double value, double border) {}

  private void cutFrom(int start) {
    Optional<Bottleneck> found = bottleneck(start);
    if (found.isEmpty()) {
      return;
    }
    Bottleneck b = found.get();
    Weights project = weights(b.project(), 1);
    int width = project.size(1);
    Map<Integer, Double> dead = new HashMap<>();
    TreeSet<Integer> kept = new TreeSet<>();
    for (int c = 0; c < width; c++) {
      Optional<Constant> constant = constant(b, c);
      float largest = largestInColumn(project, c);
      if (constant.isPresent() && constant.get().border() * largest < BORDER) {
        dead.put(c, constant.get().value());
      } else {
        kept.add(c);
      }
    }
    for (int c = 0; c < width && kept.size() % BLOCK != 0; c++) {
      if (dead.remove(c) != null) {
        kept.add(c);
      }
    }
    if (!dead.isEmpty() && !kept.isEmpty()) {
      cut += dead.size();
      narrow(b, kept.stream().mapToInt(Integer::intValue).toArray());
      set(b.project(), 2, Weights.row(biases(b.project(), project, dead)));
    }
  }

  private Optional<Bottleneck> bottleneck(int start) {
    if (!is1x1(start)) {
      return Optional.empty();
    }
    int first = after(start, "PRelu", "Relu");
    int depthwise = first < 0 ? -1 : after(first, "Conv");
    int second = depthwise < 0 ? -1 : after(depthwise, "PRelu", "Relu");
    int project = second < 0 ? -1 : after(second, "Conv");
    if (project < 0 || !is1x1(project) || !constants(first, depthwise, second)) {
      return Optional.empty();
    }
    int width = weights(start, 1).size(0);
    boolean fits =
        graph.nodes().get(depthwise).integer("group", 1) == width
            && weights(depthwise, 1).size(0) == width
            && weights(project, 1).size(1) == width;
    return fits
        ? Optional.of(new Bottleneck(start, first, depthwise, second, project))
        : Optional.empty();
  }

  private boolean is1x1(int place) {
    Node node = graph.nodes().get(place);
    if (!node.is("Conv") || node.integer("group", 1) != 1 || !constants(place)) {
      return false;
    }
    Weights weights = weights(place, 1);
    return weights.shape().length == 4 && weights.size(2) == 1 && weights.size(3) == 1;
  }

  /** The one node that takes what this one makes, if it is one of the operators; else -1. */
  private int after(int place, String... operators) {
    String value = graph.nodes().get(place).output();
    Integer next = shared.contains(value) ? null : consumer.get(value);
    return next != null && List.of(operators).contains(graph.nodes().get(next).operator())
        ? next
        : -1;
  }

  private boolean constants(int... places) {
    for (int place : places) {
      boolean floats =
          graph.nodes().get(place).inputs().stream()
              .skip(1)
              .map(graph.constants()::get)
              .allMatch(constant -> constant != null && constant.isFloat());
      if (!floats) {
        return false;
      }
    }
    return true;
  }

  /** What a channel gives behind the second activation, if that is the same everywhere. */
  private Optional<Constant> constant(Bottleneck b, int c) {
    Weights depthwise = weights(b.depthwise(), 1);
    double before = 0;
    if (depthwise.largestInRow(c) >= NOTHING) {
      if (weights(b.expand(), 1).largestInRow(c) >= NOTHING) {
        return Optional.empty();
      }
      before = activated(b.first(), bias(b.expand(), c), c);
    }
    double inside = bias(b.depthwise(), c) + before * depthwise.sumOfRow(c);
    double taps = (double) depthwise.values().length / depthwise.size(0);
    double border = Math.abs(before) * depthwise.largestInRow(c) * taps;
    return Optional.of(new Constant(activated(b.second(), inside, c), border));
  }

  private double activated(int place, double value, int c) {
    if (value > 0) {
      return value;
    }
    if (graph.nodes().get(place).is("Relu")) {
      return 0;
    }
    float[] slopes = weights(place, 1).values();
    return value * slopes[slopes.length == 1 ? 0 : c];
  }

  private float bias(int place, int c) {
    return graph.nodes().get(place).input(2).isEmpty() ? 0 : weights(place, 2).values()[c];
  }

  private float[] biases(int place, Weights project, Map<Integer, Double> dead) {
    float[] biases = new float[project.size(0)];
    for (int row = 0; row < biases.length; row++) {
      double bias = bias(place, row);
      for (int c = 0; c < project.size(1); c++) {
        bias += project.values()[row * project.size(1) + c] * dead.getOrDefault(c, 0.0);
      }
      biases[row] = (float) bias;
    }
    return biases;
  }

  private void narrow(Bottleneck b, int[] kept) {
    set(b.project(), 1, weights(b.project(), 1).columns(kept));
    for (int place : List.of(b.expand(), b.depthwise())) {
      set(place, 1, weights(place, 1).rows(kept));
      if (!graph.nodes().get(place).input(2).isEmpty()) {
        set(place, 2, weights(place, 2).rows(kept));
      }
    }
    for (int place : List.of(b.first(), b.second())) {
      if (graph.nodes().get(place).is("PRelu") && weights(place, 1).values().length > 1) {
        set(place, 1, weights(place, 1).shaped(weights(place, 1).values().length, 1, 1).rows(kept));
      }
    }
    Node depthwise = graph.nodes().get(b.depthwise());
    graph.nodes().set(b.depthwise(), depthwise.with("group", kept.length));
  }

  private static float largestInColumn(Weights matrix, int column) {
    float largest = 0;
    for (int row = 0; row < matrix.size(0); row++) {
      largest = Math.max(largest, Math.abs(matrix.values()[row * matrix.size(1) + column]));
    }
    return largest;
  }

  private Weights weights(int place, int input) {
    return decoded.computeIfAbsent(
        graph.nodes().get(place).input(input),
        name -> graph.constant(name).orElseThrow().weights());
  }

  /** Gives a node constants of its own: others may use the old ones. */
  private void set(int place, int input, Weights weights) {
    Node node = graph.nodes().get(place);
    String name = "mien.narrow." + place + "." + input;
    graph.add(Tensor.of(name, weights));
    graph.nodes().set(place, node.withInput(input, name));
  }
}
