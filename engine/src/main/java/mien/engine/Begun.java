package mien.engine;

import java.util.function.Supplier;

/**
 * Work whose result is wanted soon, and which may have begun already. Close it in any event: what
 * no one awaits any more is dropped, or cancelled if it runs.
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

  /** Drops what has not begun and cancels what runs; a result is thrown away. */
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
