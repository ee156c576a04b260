package mien.engine.graph;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Builds a graph from its input on: every operation gives the name of the value it makes, for the
 * operations after it. Names are numbered, so the same calls give the same bytes.
 *
 * <p>Mutable; for one thread at a time.
 */
public final class GraphBuilder {

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;

  private final OnnxGraph graph = OnnxGraph.empty(IR_VERSION, OPERATOR_SET);
  private final long limit;
  private long values;
  private int count;

  /**
   * An empty builder.
   *
   * @param limit how many constant numbers the graph may have at most
   */
  public GraphBuilder(long limit) {
    this.limit = limit;
  }

  /** Declares an input of floats. */
  public String input(String name, Dimension... shape) {
    graph.inputs().add(ValueInfo.of(name, shape));
    return name;
  }

  /** Declares that a value is an output of floats. */
  public void output(String name, Dimension... shape) {
    graph.outputs().add(ValueInfo.of(name, shape));
  }

  /**
   * Adds floats.
   *
   * @throws MalformedModelException above the limit
   */
  public String floats(Weights weights) {
    count(weights.values().length);
    String name = "c" + ++count;
    graph.add(Tensor.of(name, weights));
    return name;
  }

  /**
   * Adds a row of long integers.
   *
   * @throws MalformedModelException above the limit
   */
  public String longs(long... row) {
    count(row.length);
    String name = "c" + ++count;
    graph.add(Tensor.of(name, row));
    return name;
  }

  /** Adds an operation without attributes. */
  public String apply(String operator, String... inputs) {
    return apply(operator, List.of(inputs), UnaryOperator.identity());
  }

  /** Adds an operation; the last argument adds its attributes. */
  public String apply(String operator, List<String> inputs, UnaryOperator<Node> attributes) {
    return apply("t" + ++count, operator, inputs, attributes);
  }

  /** Adds an operation that makes a value of a given name. */
  public String apply(
      String output, String operator, List<String> inputs, UnaryOperator<Node> attributes) {
    Node node = Node.of(operator, inputs, output).named(operator + "_" + output);
    graph.nodes().add(attributes.apply(node));
    return output;
  }

  /** The graph that was built. */
  public OnnxGraph graph() {
    return graph;
  }

  private void count(int more) {
    values += more;
    if (values > limit) {
      throw new MalformedModelException("its graph would have more than " + limit + " weights");
    }
  }
}
