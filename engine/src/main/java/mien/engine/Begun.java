package mien.engine;

import java.util.function.Supplier;

/**
 * Work whose result is wanted soon, and which may have begun already. Close it in any event: work
 * that is not awaited is dropped, or stops at its next step ({@link
 * mien.engine.image.Cancellation}).
 *
 * <p>For one thread.
 */
public interface Begun<T> extends AutoCloseable {

  /**
   * Waits for the result.
   *
   * @throws mien.core.MienException BUSY when the queue is full, the deadline passes or the caller
   *     is interrupted; else whatever the work threw
   */
  T await();

  /** Drops what has not begun and stops what runs; a result is thrown away. */
  @Override
  void close();

  /** Work that begins when it is awaited. */
  static <T> Begun<T> later(Supplier<T> work) {
    return new Begun<>() {
      @Override
      public T await() {
        return work.get();
      }

      @Override
      public void close() {}
    };
  }
}
