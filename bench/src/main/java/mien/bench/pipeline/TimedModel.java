package mien.bench.pipeline;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ProviderReport;

/**
 * A model that adds up how long its forward passes take, without what the engine does to fill the
 * input: that is the engine's own work. Safe for many threads at once.
 */
final class TimedModel implements LoadedModel {

  private final LoadedModel model;
  private final LongAdder nanoseconds;
  private final LongAdder runs;

  /** Adds to the counters given. */
  TimedModel(LoadedModel model, LongAdder nanoseconds, LongAdder runs) {
    this.model = model;
    this.nanoseconds = nanoseconds;
    this.runs = runs;
  }

  @Override
  public List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill) {
    long[] filling = {0};
    long start = System.nanoTime();
    List<FloatTensor> outputs =
        model.run(
            shape,
            buffer -> {
              long begin = System.nanoTime();
              fill.accept(buffer);
              filling[0] = System.nanoTime() - begin;
            });
    nanoseconds.add(System.nanoTime() - start - filling[0]);
    runs.increment();
    return outputs;
  }

  @Override
  public ModelCard card() {
    return model.card();
  }

  @Override
  public List<Long> inputShape() {
    return model.inputShape();
  }

  @Override
  public List<String> outputNames() {
    return model.outputNames();
  }

  @Override
  public ProviderReport provider() {
    return model.provider();
  }

  @Override
  public void close() {
    model.close();
  }
}
