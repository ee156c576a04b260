package mien.engine.graph;

/**
 * One axis in the declared shape of a value.
 *
 * @param size fixed size; -1 where it is free
 * @param name of a free size, or empty
 */
public record Dimension(long size, String name) {

  /** An axis of a fixed size. */
  public static Dimension of(long size) {
    return new Dimension(size, "");
  }

  /** An axis whose size the caller chooses; equal names are equal sizes. */
  public static Dimension free(String name) {
    return new Dimension(-1, name);
  }

  Message write() {
    return name.isEmpty() ? new Message().add(1, size) : new Message().add(2, name);
  }
}
