package mien.engine.model;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * A model that was verified and loaded. It owns native memory from then until {@link #close}, which
 * waits for running calls; afterwards {@link #run} throws. A model that is forgotten keeps its
 * native memory until the process ends.
 *
 * <p>Safe for many threads at once: runs share the weights.
 */
public interface LoadedModel extends AutoCloseable {

  /** What is known of the model. */
  ModelCard card();

  /** The graph's own input shape, one entry a dimension, -1 where it is free. */
  List<Long> inputShape();

  /** The outputs' names in the graph's order. */
  List<String> outputNames();

  /** Where it runs, and why not where it was asked to. */
  ProviderReport provider();

  /**
   * One forward pass.
   *
   * @param shape of the input, such as (1, 3, 640, 640)
   * @param fill writes the input's values, row-major, from the buffer's start; the buffer is native
   *     memory that is gone when this method returns
   * @return the outputs in the graph's order
   * @throws mien.core.MienException BUG if the model is closed or the shape does not fit the graph
   */
  List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill);

  @Override
  void close();
}
