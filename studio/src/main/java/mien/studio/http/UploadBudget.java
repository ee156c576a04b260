package mien.studio.http;

import java.util.concurrent.atomic.AtomicLong;
import mien.core.MienException;
import mien.core.MienException.Blame;

/** The memory that all uploads of the process share. Safe for many threads; never waits. */
final class UploadBudget {

  private final long most;
  private final AtomicLong held = new AtomicLong();

  UploadBudget(long most) {
    this.most = most;
  }

  /** A share that grows with one upload and is given back when the request is answered. */
  Share share() {
    return new Share();
  }

  /** Bytes held now. */
  long held() {
    return held.get();
  }

  /** One request's share; for one thread. */
  final class Share implements AutoCloseable {

    private long mine;

    private Share() {}

    /**
     * Takes more.
     *
     * @throws MienException BUSY when all of it is held by others
     */
    void grow(long bytes) {
      if (held.addAndGet(bytes) > most) {
        held.addAndGet(-bytes);
        throw new MienException(
            Blame.BUSY,
            "busy.uploads",
            "other uploads hold the " + (most >> 20) + " MB that are set aside; try again later");
      }
      mine += bytes;
    }

    @Override
    public void close() {
      held.addAndGet(-mine);
      mine = 0;
    }
  }
}
