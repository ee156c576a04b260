package mien.engine.graph;

import java.util.HashSet;
import java.util.Set;

/**
 * Frees the batch size of a graph that was exported for one picture: the first axis of its input
 * and outputs gets a name, and a Reshape to [1, k] becomes one to [-1, k].
 */
public final class FreeBatch {

  private FreeBatch() {}

  /** Frees it. */
  public static void apply(OnnxGraph graph) {
    graph.trueInputs().forEach(input -> input.free(0, "n"));
    graph.outputs().forEach(output -> output.free(0, "n"));
    graph.dropInnerShapes();
    Set<String> shapes = new HashSet<>();
    graph.nodes().stream()
        .filter(node -> node.is("Reshape"))
        .forEach(node -> shapes.add(node.input(1)));
    for (String name : shapes) {
      Tensor shape = graph.constants().get(name);
      if (shape != null && shape.isLong()) {
        long[] sizes = shape.longs();
        if (onePicture(sizes)) {
          sizes[0] = -1;
          graph.add(Tensor.of(name, sizes));
        }
      }
    }
  }

  private static boolean onePicture(long[] sizes) {
    for (long size : sizes) {
      if (size < 1) {
        return false;
      }
    }
    return sizes.length > 1 && sizes[0] == 1;
  }
}
