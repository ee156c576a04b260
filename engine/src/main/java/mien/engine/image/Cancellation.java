package mien.engine.image;

import java.util.function.BooleanSupplier;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * Whether the work of this thread is still wanted. Long work asks between rows, or between two runs
 * of a network, and ends at once when no one waits for its result any more: a small file can ask
 * for seconds of work, and its caller may be gone long before.
 *
 * <p>A native decoder cannot be asked: it ends what it began, within the limits of its format.
 */
public final class Cancellation {

  /** The code of the fault that ends cancelled work; its caller has had an answer before. */
  public static final String CANCELLED = "busy.cancelled";

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

  /** Whether no one waits for this work; false outside {@link #during}. */
  public static boolean cancelled() {
    return CURRENT.isBound() && CURRENT.get().getAsBoolean();
  }

  /**
   * Goes on, or ends the work.
   *
   * @throws MienException BUSY {@value #CANCELLED} if no one waits for it
   */
  public static void check() {
    if (cancelled()) {
      throw new MienException(
          Blame.BUSY, CANCELLED, "the request was cancelled, and its work has ended");
    }
  }
}
