package mien.studio.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends events to the clients that follow something, {@link #MOST} at once. A client that is gone
 * is noticed at the next event or beat; one that takes nothing, when the connection stood still for
 * the listener's idle time. For any number of threads.
 */
final class EventStreams implements AutoCloseable {

  /** Clients that may follow at once. */
  static final int MOST = 64;

  private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

  private final Set<Thread> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /** Sends all events of a source; blocks until there are no more or the client is gone. */
  void send(Context context, Answer answer, Events source, Map<String, String> headers) {
    HttpServletResponse response = context.res();
    headers.forEach(response::setHeader);
    response.setHeader("Connection", "close");
    response.setContentType(answer.type());
    open.add(Thread.currentThread());
    try {
      if (closing || open.size() > MOST) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "2");
        response.flushBuffer();
        return;
      }
      response.setStatus(answer.status());
      response.flushBuffer();
      source.sendTo(new Sink(response));
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client that followed events went away", e);
    } finally {
      open.remove(Thread.currentThread());
      var _ = Thread.interrupted();
    }
  }

  /** Ends all streams. */
  @Override
  public void close() {
    closing = true;
    open.forEach(Thread::interrupt);
  }

  private record Sink(HttpServletResponse response) implements Events.Sink {

    @Override
    public void event(String name, Record data) {
      write(Events.text(name, data));
    }

    @Override
    public void beat() {
      write(": \n\n");
    }

    private void write(String text) {
      try {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
