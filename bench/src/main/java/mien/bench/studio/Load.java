package mien.bench.studio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import mien.bench.metrics.Sample;

/**
 * What several callers, each with one question at a time, got done.
 *
 * @param seconds of wall time, to the last answer
 * @param milliseconds of every question that was answered
 * @param refused questions that were turned away
 */
record Load(double seconds, Sample milliseconds, long refused) {

  /** Nothing yet. */
  static final Load NONE = new Load(0, new Sample(new double[0]), 0);

  /** One caller's question. */
  interface Question extends AutoCloseable {
    /** Asks and waits; {@code false} when it was turned away. */
    boolean ask() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** Answers a second. */
  double rate() {
    return milliseconds.size() / seconds;
  }

  /** Both together, as if measured in one go. */
  Load and(Load other) {
    List<Double> all = new ArrayList<>();
    for (Sample sample : List.of(milliseconds, other.milliseconds)) {
      for (double value : sample.values()) {
        all.add(value);
      }
    }
    return new Load(seconds + other.seconds, Sample.of(all), refused + other.refused);
  }

  /** Asks with {@code callers} at once until the time is over; what has begun is finished. */
  static Load forTime(int callers, Duration time, Callable<Question> caller) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    return run(callers, _ -> System.nanoTime() - end < 0, caller);
  }

  /** Asks with {@code callers} at once, each {@code times} times. */
  static Load each(int callers, int times, Callable<Question> caller) throws IOException {
    return run(callers, asked -> asked < times, caller);
  }

  private static Load run(int callers, IntPredicate more, Callable<Question> caller)
      throws IOException {
    List<Future<Load>> running = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> one(caller, more)));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Load all = NONE;
    for (Future<Load> one : running) {
      all = all.and(done(one));
    }
    return new Load(seconds, all.milliseconds, all.refused);
  }

  private static Load one(Callable<Question> caller, IntPredicate more) throws Exception {
    List<Double> times = new ArrayList<>();
    long refused = 0;
    try (Question question = caller.call()) {
      for (int asked = 0; more.test(asked); asked++) {
        long began = System.nanoTime();
        if (question.ask()) {
          times.add((System.nanoTime() - began) / 1e6);
        } else {
          refused++;
        }
      }
    }
    return new Load(0, Sample.of(times), refused);
  }

  private static Load done(Future<Load> one) throws IOException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      throw new IOException("a caller failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
