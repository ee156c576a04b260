package mien.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (SIGINT) and SIGTERM as a question that long work asks between two photos. The first
 * signal only sets the answer; the process ends when the work has ended, at the latest after {@link
 * #PATIENCE_SECONDS}.
 *
 * <p>The shutdown hook is not a worker: it runs nothing but the wait.
 */
public final class Interruption {

  /** Longer than any one photo may take. */
  static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;

  /** Begins to listen. Without it, the process ends at once, as Java programs do. */
  void listen() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("mien-interrupt").unstarted(this::await));
  }

  /** Whether the work should end. */
  public boolean requested() {
    return requested;
  }

  /** Asks the work to end. */
  public void request() {
    requested = true;
  }

  /** Says that everything is closed and the process may go. */
  void ended() {
    ended.countDown();
  }

  private void await() {
    request();
    try {
      // When patience ends nothing is lost: result files are renamed into place when whole.
      var _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
