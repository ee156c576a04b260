package mien.studio.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A stream that ends in a refusal when its time is up, or when its bytes drip: then a request holds
 * its place for seconds, not for all of its time. For one thread.
 */
final class TimedStream extends FilterInputStream {

  /** The slowest client that is waited for; a modem sent more. */
  private static final long BYTES_PER_SECOND = 4096;

  /** A client may begin slowly. */
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final long time;
  private long began;
  private long bytes;

  /**
   * A stream whose time begins now.
   *
   * @param time from the first byte to the last
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  TimedStream(InputStream in, Duration time, LongSupplier nanoTime) {
    super(in);
    this.time = time.toNanos();
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Does not count time in which we, not the client, did not go on. */
  void pause(long nanos) {
    began += nanos;
  }

  @Override
  public int read() throws IOException {
    check();
    int read = super.read();
    bytes += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    check();
    int read = super.read(target, offset, length);
    bytes += Math.max(0, read);
    return read;
  }

  private void check() {
    long passed = nanoTime.getAsLong() - began;
    double needed = (passed - GRACE_NANOS) / NANOS_PER_SECOND * BYTES_PER_SECOND;
    if (passed >= time || bytes < needed) {
      throw UploadRefusal.tooSlow();
    }
  }
}
