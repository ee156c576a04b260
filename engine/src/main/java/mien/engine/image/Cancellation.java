package mien.engine.image;

import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * Whether the answer of the calling thread's work is still wanted. Work on a photo asks between its
 * steps, and inside a long step (rows of a picture, tiles of a search) at least every 50 ms.
 *
 * <p>The flag is the thread's interrupt status, which Java already carries to every step without a
 * parameter: {@code mien.engine.Workers} sets it on a worker whose result no one awaits any longer,
 * and the HTTP server on a request whose client is gone. It is not cleared here: the owner of the
 * thread does that, between two tasks.
 */
public final class Cancellation {

  private Cancellation() {}

  /** Whether the work should stop. */
  public static boolean requested() {
    return Thread.currentThread().isInterrupted();
  }

  /**
   * Goes on, or stops the work.
   *
   * @throws MienException BUSY {@code busy.interrupted} if no one awaits the result
   */
  public static void check() {
    if (requested()) {
      throw new MienException(
          Blame.BUSY, "busy.interrupted", "the work was canceled: no one awaits its result");
    }
  }
}
