package mien.studio.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** A stream that ends in a refusal when its time is up, however steadily its bytes drip. */
final class TimedStream extends FilterInputStream {

  private final long deadline;
  private final LongSupplier nanoTime;

  TimedStream(InputStream in, long deadline, LongSupplier nanoTime) {
    super(in);
    this.deadline = deadline;
    this.nanoTime = nanoTime;
  }

  @Override
  public int read() throws IOException {
    check();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    return super.read(bytes, offset, length);
  }

  private void check() {
    if (deadline - nanoTime.getAsLong() <= 0) {
      throw UploadRefusal.tooSlow();
    }
  }
}
