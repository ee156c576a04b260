package mien.studio.http;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mien.core.MienException;
import mien.engine.fault.EngineFault;

/**
 * The memory that all uploads of the process share. An upload takes as much as has arrived of it,
 * and waits where others hold the rest. The oldest upload never waits: it may go beyond the budget
 * by itself, so that uploads that wait for each other cannot all stand still. Safe for many
 * threads.
 */
final class UploadBudget {

  private final long most;
  private final Duration wait;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Set<Share> shares = new LinkedHashSet<>();
  private long held;

  /**
   * A budget.
   *
   * @param most bytes
   * @param wait how long an upload waits for others
   */
  UploadBudget(long most, Duration wait) {
    this.most = most;
    this.wait = wait;
  }

  /** A share that grows with one upload and is given back when the request is answered. */
  Share share() {
    Share share = new Share();
    lock.lock();
    try {
      shares.add(share);
    } finally {
      lock.unlock();
    }
    return share;
  }

  /** Bytes held now. */
  long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** One request's share; for one thread. */
  final class Share implements AutoCloseable {

    private long mine;

    private Share() {}

    /**
     * Takes more, and waits for it where others hold the rest.
     *
     * @return nanoseconds that it waited
     * @throws MienException BUSY when others hold it for too long, or the thread is interrupted
     */
    long grow(long bytes) {
      lock.lock();
      try {
        long left = wait.toNanos();
        while (held + bytes > most && shares.iterator().next() != this) {
          if (left <= 0) {
            throw full();
          }
          left = freed.awaitNanos(left);
        }
        held += bytes;
        mine += bytes;
        return wait.toNanos() - left;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MienException(EngineFault.BUSY_INTERRUPTED, "the upload was canceled", e);
      } finally {
        lock.unlock();
      }
    }

    private MienException full() {
      return new MienException(
          HttpFault.BUSY_UPLOADS,
          "photos of other requests fill the "
              + (most >> 20)
              + " MB that are set aside for uploads; try again later");
    }

    @Override
    public void close() {
      lock.lock();
      try {
        held -= mine;
        mine = 0;
        shares.remove(this);
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
