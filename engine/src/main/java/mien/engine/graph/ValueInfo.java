package mien.engine.graph;

import java.util.ArrayList;
import java.util.List;

/** A declared input or output of a graph: ONNX's {@code ValueInfoProto}. */
public final class ValueInfo {

  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int TENSOR_TYPE = 1;
  private static final int ELEMENT_TYPE = 1;
  private static final int SHAPE = 2;
  private static final int DIMENSION = 1;

  private final Message message;

  ValueInfo(Message message) {
    this.message = message;
  }

  /** Floats of a shape. */
  public static ValueInfo of(String name, Dimension... shape) {
    Message dimensions = new Message();
    for (Dimension dimension : shape) {
      dimensions.add(DIMENSION, dimension.write());
    }
    Message tensor = new Message().add(ELEMENT_TYPE, Tensor.FLOAT).add(SHAPE, dimensions);
    Message type = new Message().add(TENSOR_TYPE, tensor);
    return new ValueInfo(new Message().add(NAME, name).add(TYPE, type));
  }

  /** Under which nodes refer to it. */
  public String name() {
    return message.text(NAME);
  }

  /** The declared sizes, -1 where one is free; empty where no shape is declared. */
  public List<Long> shape() {
    return dimensions().stream().map(d -> d.number(1, -1)).toList();
  }

  /**
   * Frees one axis; nothing happens where no shape of so many axes is declared.
   *
   * @param axis from 0
   * @param name of its size
   */
  public void free(int axis, String name) {
    List<Message> dimensions = new ArrayList<>(dimensions());
    if (axis < dimensions.size()) {
      dimensions.set(axis, Dimension.free(name).write());
      Message shape = tensor().nested(SHAPE).removeIf(f -> f.number() == DIMENSION);
      dimensions.forEach(d -> shape.add(DIMENSION, d));
    }
  }

  /** Forgets the declared shape. */
  public void dropShape() {
    tensor().removeIf(f -> f.number() == SHAPE);
  }

  Message message() {
    return message;
  }

  private List<Message> dimensions() {
    return message.messages(TYPE).stream()
        .flatMap(type -> type.messages(TENSOR_TYPE).stream())
        .flatMap(tensor -> tensor.messages(SHAPE).stream())
        .flatMap(shape -> shape.messages(DIMENSION).stream())
        .toList();
  }

  private Message tensor() {
    return message.nested(TYPE).nested(TENSOR_TYPE);
  }
}
