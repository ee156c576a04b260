package mien.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.image.Cancellation;

/**
 * The only class of mien with threads: a bounded pool of platform threads for decoding and
 * inference. Callers may be virtual threads: they block here, because a native call would pin their
 * carrier. The queue is bounded, and a deadline bounds the wait.
 *
 * <p>A caller whose deadline passes, or who is interrupted, gets its answer at once. Its task is
 * dropped if it has not begun, and interrupted if it has: work that asks {@link Cancellation} stops
 * at its next step. Native code cannot be interrupted and runs to its end.
 */
public final class Workers implements AutoCloseable {

  /** What a permit of {@link #room} stands for: an {@code int} of them counts two terabytes. */
  private static final int PERMIT_BYTES = 1024;

  /** Share of the heap: two photos of 24 megapixels, or one of 45, in the launcher's 256 MiB. */
  private static final double ROOM = 0.55;

  private final ThreadPoolExecutor pool;
  private final int threads;
  private final int permits;
  private final Semaphore room;

  /**
   * Starts the pool. A little more than half of the heap is room for whole photos; what is left is
   * for first looks, files and all the rest.
   *
   * @param threads how many tasks run at once, at least 1
   * @param queue how many tasks may wait, at least 1
   */
  public Workers(int threads, int queue) {
    this(threads, queue, (long) (ROOM * Runtime.getRuntime().maxMemory()));
  }

  /**
   * Starts the pool.
   *
   * @param threads how many tasks run at once, at least 1
   * @param queue how many tasks may wait, at least 1
   * @param room bytes that the tasks in {@link #holding} may hold together, at least 1,024
   */
  Workers(int threads, int queue, long room) {
    this.threads = threads;
    this.permits = Math.clamp(room / PERMIT_BYTES, 1, Integer.MAX_VALUE);
    this.room = new Semaphore(permits, true);
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("mien-worker-", 1).daemon(true).factory());
  }

  /** How many tasks run at once. */
  public int threads() {
    return threads;
  }

  /** How many tasks wait to begin. */
  public int waiting() {
    return pool.getQueue().size();
  }

  /** Bytes that the tasks in {@link #holding} may hold together. */
  long room() {
    return (long) permits * PERMIT_BYTES;
  }

  /**
   * Runs {@code work} on the calling thread once its large arrays have room beside those of others,
   * in the order of asking. Work that holds more than all the room runs while no other does. Not to
   * be nested: two that each wait for the other's room would wait forever.
   *
   * @param bytes of the large arrays that {@code work} makes, at least 0
   * @throws MienException BUSY if the calling thread is interrupted while it waits for room
   */
  <T> T holding(long bytes, Supplier<T> work) {
    int asked = (int) Math.min(permits, Math.ceilDiv(bytes, PERMIT_BYTES));
    try {
      room.acquire(asked);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      return work.get();
    } finally {
      room.release(asked);
    }
  }

  /**
   * Runs {@code work} on the pool and waits for its result.
   *
   * @throws MienException BUSY when the queue is full, the deadline passes, the caller is
   *     interrupted, or the pool is closed; else whatever {@code work} threw
   */
  public <T> T call(Deadline deadline, Callable<T> work) {
    FutureTask<T> task = new Task<>(work);
    submit(task);
    return await(task, deadline);
  }

  /**
   * Begins {@code work} at once if two workers are idle, so that the caller can go on to other work
   * on the second; else when it is awaited. Under load no caller takes two places of the queue.
   *
   * @param patience from when the work is begun
   */
  public <T> Begun<T> begin(Duration patience, Callable<T> work) {
    FutureTask<T> task = new Task<>(work);
    Deadline deadline = Deadline.in(patience);
    if (!pool.getQueue().isEmpty() || pool.getActiveCount() + 2 > threads || !offer(task)) {
      return Begun.later(() -> call(Deadline.in(patience), work));
    }
    return new Begun<>() {
      @Override
      public T await() {
        return Workers.this.await(task, deadline);
      }

      @Override
      public void close() {
        drop(task, true);
      }
    };
  }

  private <T> T await(FutureTask<T> task, Deadline deadline) {
    try {
      return task.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      drop(task, true);
      throw new MienException(
          EngineFault.BUSY_DEADLINE,
          "the answer was not ready before its deadline, with "
              + waiting()
              + " requests waiting; try again later or allow more time",
          e);
    } catch (InterruptedException e) {
      drop(task, true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw rethrow(e);
    }
  }

  /**
   * Runs {@code work} over many inputs, {@link #threads} at a time, and hands the results to {@code
   * sink} on the calling thread in the order of the inputs. At most twice as many results as
   * threads are held at once, so an endless input needs bounded memory.
   *
   * @param work must turn its own failures into results; what it throws ends the run
   * @param stop asked before each input; once it says so no further one is begun
   * @throws MienException BUSY when the caller is interrupted: what runs is finished, the rest is
   *     not begun
   */
  public <A, B> void mapInOrder(
      Iterator<? extends A> inputs,
      Function<? super A, ? extends B> work,
      BooleanSupplier stop,
      Consumer<? super B> sink) {
    ArrayDeque<FutureTask<B>> underWay = new ArrayDeque<>();
    try {
      while (!underWay.isEmpty() || more(inputs, stop)) {
        while (underWay.size() < 2 * threads && more(inputs, stop)) {
          A input = inputs.next();
          FutureTask<B> task = new Task<>(() -> work.apply(input));
          while (!offer(task)) {
            if (underWay.isEmpty()) {
              throw busy();
            }
            // Others fill the queue: give our own oldest result away before asking again.
            sink.accept(underWay.remove().get());
          }
          underWay.add(task);
        }
        if (!underWay.isEmpty()) {
          sink.accept(underWay.remove().get());
        }
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw rethrow(e);
    } finally {
      underWay.forEach(task -> drop(task, false));
    }
  }

  private static boolean more(Iterator<?> inputs, BooleanSupplier stop) {
    return !stop.getAsBoolean() && inputs.hasNext();
  }

  /** Refuses new work, finishes what runs, drops what waits. */
  @Override
  public void close() {
    pool.shutdown();
    for (Runnable waiting : pool.getQueue().toArray(Runnable[]::new)) {
      if (pool.remove(waiting) && waiting instanceof Future<?> future) {
        future.cancel(false);
      }
    }
    pool.close();
  }

  private void submit(FutureTask<?> task) {
    if (!offer(task)) {
      throw busy();
    }
  }

  private boolean offer(FutureTask<?> task) {
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  private MienException busy() {
    String why =
        pool.isShutdown()
            ? "the engine is closed"
            : "all " + threads + " workers are busy and " + waiting() + " requests wait already";
    return new MienException(EngineFault.BUSY_QUEUE, why + "; try again later");
  }

  /** Work that can ask whether it is still wanted. */
  private static final class Task<T> extends FutureTask<T> {
    Task(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      Cancellation.during(this::isCancelled, super::run);
    }
  }

  /** An interrupt wakes what waits for room; what computes hears it at its next step. */
  private void drop(FutureTask<?> task, boolean interrupting) {
    pool.remove(task);
    task.cancel(interrupting);
  }

  private static MienException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new MienException(EngineFault.BUSY_INTERRUPTED, "the work was canceled", cause);
  }

  private static RuntimeException rethrow(ExecutionException failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    return switch (cause) {
      case RuntimeException known -> known;
      case Error fatal -> throw fatal;
      default ->
          new MienException(
              EngineFault.WORKERS_UNEXPECTED, "a task failed: " + cause.getClass(), cause);
    };
  }
}
