package mien.engine.image;

import java.util.function.BooleanSupplier;
import mien.core.MienException;
import mien.engine.fault.EngineFault;

/**
 * Whether the work of this thread is still wanted. Work on a photo asks between its steps, and
 * inside a long one (rows of a picture, tiles of a search) at least every 50 ms: a small file can
 * ask for seconds of work, and its caller may be gone long before.
 *
 * <p>It is not wanted when what {@link #during} was given says so, which {@code
 * mien.engine.Workers} does for a task whose result no one awaits, or when the thread is
 * interrupted, as the HTTP server does with a request whose client is gone. A native decoder cannot
 * be asked (libjpeg-turbo, Leptonica, libheif): canceled work costs that one decoding at most,
 * whose pixels {@link PhotoLimits} bounds, and ends right after it.
 */
public final class Cancellation {

  private static final ScopedValue<BooleanSupplier> CURRENT = ScopedValue.newInstance();

  private Cancellation() {}

  /**
   * Runs {@code work} on this thread, and lets {@link #check} inside it ask.
   *
   * @param cancelled asked often, and from this thread
   */
  public static void during(BooleanSupplier cancelled, Runnable work) {
    ScopedValue.where(CURRENT, cancelled).run(work);
  }

  /** Whether no one waits for this work. */
  public static boolean cancelled() {
    return Thread.currentThread().isInterrupted()
        || (CURRENT.isBound() && CURRENT.get().getAsBoolean());
  }

  /**
   * Goes on, or ends the work.
   *
   * @throws MienException {@link EngineFault#BUSY_CANCELLED} if no one waits for it
   */
  public static void check() {
    if (cancelled()) {
      throw new MienException(
          EngineFault.BUSY_CANCELLED, "the request was canceled, and its work has ended");
    }
  }
}
