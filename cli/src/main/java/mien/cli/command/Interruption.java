package mien.cli.command;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C (SIGINT), SIGTERM and SIGHUP as a question that long work asks between two photos.
 *
 * <p>A shutdown hook would not do: Java runs all hooks at once, and ONNX Runtime has one of its own
 * that takes its environment away under the photos that are still being read, which aborts the
 * process (seen: status 134). So the signals themselves are handled, and Java's shutdown begins
 * only when the engine is closed. Work that does not ask is ended at once, and a second signal ends
 * any work at once; neither loses more than an unfinished file under a hidden name.
 *
 * <p>The handler runs on a thread of the JVM, not of ours. Safe for many threads.
 */
public final class Interruption {

  private static final int SIGINT = 2;

  private volatile boolean watched;
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile int signal = SIGINT;

  /** Begins to listen. A signal that the parent process ignored (nohup) stays ignored. */
  public void listen() {
    for (String name : List.of("INT", "TERM", "HUP")) {
      try {
        // javac warns of this class and cannot be silenced; Java has no other for signals.
        var signaled = new sun.misc.Signal(name);
        var before = sun.misc.Signal.handle(signaled, arrived -> arrived(arrived.getNumber()));
        if (before.equals(sun.misc.SignalHandler.SIG_IGN)) {
          sun.misc.Signal.handle(signaled, before);
        }
      } catch (IllegalArgumentException _) {
        // This system has no such signal, or java -Xrs left it to others.
      }
    }
  }

  /** Says that the work from here on asks {@link #requested} often enough to be waited for. */
  public void watch() {
    watched = true;
  }

  /** Whether the work should end. */
  public boolean requested() {
    return asked.getCount() == 0;
  }

  /** Waits until {@link #request}: for commands that serve until then. */
  public void awaitRequest() {
    try {
      asked.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the work to end. */
  public void request() {
    asked.countDown();
  }

  /** The exit status that shells expect of what a signal ended: 128 and its number. */
  public int status() {
    return 128 + signal;
  }

  private void arrived(int number) {
    boolean again = requested();
    signal = number;
    asked.countDown();
    if (again || !watched) {
      Runtime.getRuntime().halt(128 + number);
    }
  }
}
