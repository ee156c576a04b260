package mien.studio.compare;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Leaves a failing service alone: after some faults in a row it is not asked for a while, then one
 * question a while goes through, until one succeeds. Without it every visitor would wait for every
 * time-out of a service that is down. Safe for many threads.
 */
final class Circuit {

  private final int most;
  private final long rest;
  private final LongSupplier nanoTime;
  private final AtomicInteger faults = new AtomicInteger();
  private final AtomicLong restsUntil;

  /**
   * Closed at first.
   *
   * @param most faults in a row that open it
   * @param rest how long it is not asked
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  Circuit(int most, Duration rest, LongSupplier nanoTime) {
    this.most = most;
    this.rest = rest.toNanos();
    this.nanoTime = nanoTime;
    this.restsUntil = new AtomicLong(nanoTime.getAsLong());
  }

  /** Whether to ask now. */
  boolean lets() {
    if (faults.get() < most) {
      return true;
    }
    long until = restsUntil.get();
    long now = nanoTime.getAsLong();
    // The thread that sets the next rest is the one that goes through.
    return now - until >= 0 && restsUntil.compareAndSet(until, now + rest);
  }

  /** Whether it is left alone: only one question goes through, once in a while. */
  boolean resting() {
    return faults.get() >= most;
  }

  /** Notes an answer. */
  void succeeded() {
    faults.set(0);
  }

  /** Notes a fault. */
  void failed() {
    if (faults.incrementAndGet() == most) {
      restsUntil.set(nanoTime.getAsLong() + rest);
    }
  }
}
