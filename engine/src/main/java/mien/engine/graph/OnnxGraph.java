package mien.engine.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The graph of an ONNX model, for changing: nodes in their order, constants by name, and what the
 * graph declares. What is not named here stays as it was. Constants are views of the bytes that
 * were read, so reading even a large model costs little.
 *
 * <p>Mutable; for one thread at a time. Source: {@code onnx.proto} of ONNX 1.17.
 */
public final class OnnxGraph {

  private static final int IR_VERSION = 1;
  private static final int PRODUCER = 2;
  private static final int GRAPH = 7;
  private static final int OPERATOR_SET = 8;
  private static final int OPERATOR_SET_DOMAIN = 1;
  private static final int OPERATOR_SET_VERSION = 2;

  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int VALUE_INFO = 13;

  /** From this version on, constants need not be declared as inputs. */
  private static final long FREE_CONSTANTS = 4;

  private final Message model;
  private final Message rest;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<ValueInfo> inputs = new ArrayList<>();
  private final List<ValueInfo> outputs = new ArrayList<>();

  private OnnxGraph(Message model, Message rest) {
    this.model = model;
    this.rest = rest;
  }

  /**
   * An empty graph.
   *
   * @param irVersion of the file format
   * @param operatorSet version of ONNX's operators
   */
  public static OnnxGraph empty(int irVersion, int operatorSet) {
    Message operators =
        new Message().add(OPERATOR_SET_DOMAIN, "").add(OPERATOR_SET_VERSION, operatorSet);
    Message model =
        new Message()
            .add(IR_VERSION, irVersion)
            .add(PRODUCER, "mien")
            .add(GRAPH, new Message())
            .add(OPERATOR_SET, operators);
    return new OnnxGraph(model, new Message().add(NAME, "mien"));
  }

  /**
   * Reads a model.
   *
   * @param bytes from the position to the limit; must not change while the graph is used
   * @throws MalformedModelException if that is no ONNX model
   */
  public static OnnxGraph read(ByteBuffer bytes) {
    Message model = Message.parse(bytes);
    List<Message> graphs = model.messages(GRAPH);
    if (graphs.size() != 1) {
      throw new MalformedModelException("it has " + graphs.size() + " graphs");
    }
    Message graph = graphs.getFirst();
    OnnxGraph read = new OnnxGraph(model, graph);
    graph.messages(NODE).forEach(node -> read.nodes.add(Node.read(node)));
    graph.messages(INITIALIZER).forEach(tensor -> read.add(new Tensor(tensor)));
    graph.messages(INPUT).forEach(input -> read.inputs.add(new ValueInfo(input)));
    graph.messages(OUTPUT).forEach(output -> read.outputs.add(new ValueInfo(output)));
    graph.removeIf(
        f ->
            switch (f.number()) {
              case NODE, INITIALIZER, INPUT, OUTPUT -> true;
              default -> false;
            });
    return read;
  }

  /** The nodes, each after those whose values it takes; for changing. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The declared inputs; in old files also the constants. For changing. */
  public List<ValueInfo> inputs() {
    return inputs;
  }

  /** The inputs that are no constants. */
  public List<ValueInfo> trueInputs() {
    return inputs.stream().filter(input -> !constants.containsKey(input.name())).toList();
  }

  /** The declared outputs; for changing. */
  public List<ValueInfo> outputs() {
    return outputs;
  }

  /** The version of ONNX's own operators; 0 where none is declared. */
  public long operatorSet() {
    return model.messages(OPERATOR_SET).stream()
        .filter(set -> set.text(OPERATOR_SET_DOMAIN).isEmpty())
        .mapToLong(set -> set.number(OPERATOR_SET_VERSION, 0))
        .findFirst()
        .orElse(0);
  }

  /** Adds a constant, or puts it in the place of the one of its name. */
  public void add(Tensor constant) {
    constants.put(constant.name(), constant);
  }

  /** The constants that are no nodes, in their order; for changing. */
  public Map<String, Tensor> constants() {
    return constants;
  }

  /** The constant of this name, whether it stands beside the nodes or is one. */
  public Optional<Tensor> constant(String name) {
    Tensor beside = constants.get(name);
    if (beside != null) {
      return Optional.of(beside);
    }
    return nodes.stream()
        .filter(node -> node.is("Constant") && node.outputs().contains(name))
        .findFirst()
        .flatMap(node -> node.tensor("value"));
  }

  /** Forgets the declared shapes of inner values. */
  public void dropInnerShapes() {
    rest.removeIf(f -> f.number() == VALUE_INFO);
  }

  /**
   * Removes constants from the declared inputs: as inputs they could be given with each run, which
   * keeps ONNX Runtime from computing with them ahead of time.
   */
  public void fixConstants() {
    if (inputs.removeIf(input -> constants.containsKey(input.name()))
        && model.number(IR_VERSION, 0) < FREE_CONSTANTS) {
      Message changed = new Message().add(IR_VERSION, FREE_CONSTANTS);
      model.fields().filter(f -> f.number() != IR_VERSION).forEach(changed::add);
      model.removeIf(_ -> true);
      changed.fields().forEach(model::add);
    }
  }

  /** Removes constants that no node takes. Not for graphs with graphs inside nodes. */
  public void dropUnusedConstants() {
    Set<String> used = new HashSet<>();
    nodes.forEach(node -> used.addAll(node.inputs()));
    constants.keySet().retainAll(used);
  }

  /** The bytes of the model. */
  public byte[] write() {
    return write(ByteBuffer::allocate).array();
  }

  /**
   * Writes the model.
   *
   * @param memory gives a buffer of the size that it is asked for
   * @return the bytes of the model, from 0 to the limit
   */
  public ByteBuffer write(IntFunction<ByteBuffer> memory) {
    Message graph = new Message();
    nodes.forEach(node -> graph.add(NODE, node.write()));
    rest.fields().filter(f -> f.number() < INITIALIZER).forEach(graph::add);
    constants.values().forEach(constant -> graph.add(INITIALIZER, constant.message()));
    rest.fields()
        .filter(f -> f.number() > INITIALIZER && f.number() < VALUE_INFO)
        .forEach(graph::add);
    inputs.forEach(input -> graph.add(INPUT, input.message()));
    outputs.forEach(output -> graph.add(OUTPUT, output.message()));
    rest.fields().filter(f -> f.number() >= VALUE_INFO).forEach(graph::add);
    Message whole = new Message();
    model
        .fields()
        .forEach(f -> whole.add(f.number() == GRAPH ? new Field.Nested(GRAPH, graph) : f));
    ByteBuffer written = memory.apply(whole.size());
    whole.write(written);
    return written.flip();
  }
}
