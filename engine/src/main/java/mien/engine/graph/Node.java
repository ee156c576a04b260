package mien.engine.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a graph: ONNX's {@code NodeProto}. Immutable.
 *
 * @param operator as ONNX names it
 * @param inputs names of the values it takes; empty text for one that is left out
 * @param outputs names of the values it makes
 * @param name of the node, or empty
 * @param attributes {@code AttributeProto} by name
 * @param rest further fields
 */
public record Node(
    String operator,
    List<String> inputs,
    List<String> outputs,
    String name,
    Map<String, Message> attributes,
    List<Field> rest) {

  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;

  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_FLOAT = 2;
  private static final int ATTRIBUTE_INT = 3;
  private static final int ATTRIBUTE_TEXT = 4;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int ATTRIBUTE_INTS = 8;
  private static final int ATTRIBUTE_TYPE = 20;

  /** Copies. */
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = new LinkedHashMap<>(attributes);
    rest = List.copyOf(rest);
  }

  /** A node without attributes and without a name. */
  public static Node of(String operator, List<String> inputs, String output) {
    return new Node(operator, inputs, List.of(output), "", Map.of(), List.of());
  }

  static Node read(Message message) {
    Map<String, Message> attributes = new LinkedHashMap<>();
    message
        .messages(ATTRIBUTE)
        .forEach(attribute -> attributes.put(attribute.text(ATTRIBUTE_NAME), attribute));
    return new Node(
        message.text(OPERATOR),
        message.texts(INPUT),
        message.texts(OUTPUT),
        message.text(NAME),
        attributes,
        message.fields().filter(f -> f.number() > ATTRIBUTE).toList());
  }

  Message write() {
    Message message = new Message();
    inputs.forEach(input -> message.add(INPUT, input));
    outputs.forEach(output -> message.add(OUTPUT, output));
    if (!name.isEmpty()) {
      message.add(NAME, name);
    }
    message.add(OPERATOR, operator);
    attributes.values().forEach(attribute -> message.add(ATTRIBUTE, attribute));
    rest.forEach(message::add);
    return message;
  }

  /** Whether it is this operator of ONNX itself. */
  public boolean is(String onnxOperator) {
    return operator.equals(onnxOperator);
  }

  /** The first output. */
  public String output() {
    if (outputs.isEmpty()) {
      throw new MalformedModelException("the node " + name + " (" + operator + ") has no output");
    }
    return outputs.getFirst();
  }

  /** An input by its place; empty text where it is left out. */
  public String input(int place) {
    return place < inputs.size() ? inputs.get(place) : "";
  }

  /** An integer among the attributes. */
  public long integer(String attribute, long otherwise) {
    Message found = attributes.get(attribute);
    return found == null ? otherwise : found.number(ATTRIBUTE_INT, otherwise);
  }

  /** A constant among the attributes. */
  Optional<Tensor> tensor(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .flatMap(found -> found.messages(ATTRIBUTE_TENSOR).stream().findFirst())
        .map(Tensor::new);
  }

  /** The same node under another name. */
  public Node named(String newName) {
    return new Node(operator, inputs, outputs, newName, attributes, rest);
  }

  /** The same node with another input; the place may be the next free one. */
  public Node withInput(int place, String value) {
    List<String> changed = new ArrayList<>(inputs);
    if (place == changed.size()) {
      changed.add(value);
    } else {
      changed.set(place, value);
    }
    return withInputs(changed);
  }

  /** The same node with other inputs. */
  public Node withInputs(List<String> changed) {
    return new Node(operator, changed, outputs, name, attributes, rest);
  }

  /** The same node with an integer attribute. */
  public Node with(String attribute, long value) {
    return with(attribute, 2, new Message().add(ATTRIBUTE_INT, value));
  }

  /** The same node with a float attribute. */
  public Node with(String attribute, float value) {
    return with(attribute, 1, new Message().addFloat(ATTRIBUTE_FLOAT, value));
  }

  /** The same node with a text attribute. */
  public Node with(String attribute, String value) {
    return with(attribute, 3, new Message().add(ATTRIBUTE_TEXT, value));
  }

  /** The same node with an attribute of several integers. */
  public Node with(String attribute, int... values) {
    Message message = new Message();
    for (int value : values) {
      message.add(ATTRIBUTE_INTS, value);
    }
    return with(attribute, 7, message);
  }

  private Node with(String attribute, int type, Message value) {
    Message message = new Message().add(ATTRIBUTE_NAME, attribute);
    value.fields().forEach(message::add);
    message.add(ATTRIBUTE_TYPE, type);
    Map<String, Message> changed = new LinkedHashMap<>(attributes);
    changed.put(attribute, message);
    return new Node(operator, inputs, outputs, name, changed, rest);
  }
}
