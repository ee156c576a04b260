package mien.engine.model;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into a part file as it comes, never more than a limit. Its methods are called by
 * the HTTP client, one at a time; {@link #size} may be read by any thread.
 */
final class PartSink implements BodySubscriber<Long> {

  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private final Path part;
  private final boolean append;
  private final long declared;
  private final long limit;
  private volatile long size;
  private Flow.@Nullable Subscription subscription;
  private @Nullable FileChannel channel;

  /**
   * A sink.
   *
   * @param append whether the body goes on after what is in the part
   * @param declared bytes that the server says will come; 0 where it does not say
   * @param limit bytes in the part at most
   */
  PartSink(Path part, boolean append, long declared, long limit) {
    this.part = part;
    this.append = append;
    this.declared = declared;
    this.limit = limit;
  }

  /** Bytes in the part file. */
  long size() {
    return size;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    try {
      channel =
          append
              ? FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
              : FileChannel.open(
                  part,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING);
      size = channel.size();
      if (declared > limit - size) {
        throw tooMuch();
      }
      given.request(Long.MAX_VALUE);
    } catch (IOException e) {
      fail(e);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others read
  @Override
  public void onNext(List<ByteBuffer> buffers) {
    FileChannel open = channel;
    if (open == null || done.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        if (size + buffer.remaining() > limit) {
          throw tooMuch();
        }
        while (buffer.hasRemaining()) {
          size += open.write(buffer);
        }
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public void onError(Throwable cause) {
    close();
    done.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    close();
    done.complete(size);
  }

  private Download.Refused tooMuch() {
    return new Download.Refused("it sends more than the " + limit + " bytes that are expected");
  }

  private void fail(IOException cause) {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
    close();
    done.completeExceptionally(cause);
  }

  private void close() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        done.completeExceptionally(e);
      }
    }
  }
}
