package mien.engine.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An HTTP server on 127.0.0.1 that behaves well or badly, address by address. */
final class UnreliableServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  UnreliableServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    handle("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Path and range of every request, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Serves ranges with an ETag. */
  void good(String path, byte[] content) {
    good(path, content, "\"v1\"");
  }

  void good(String path, byte[] content, String tag) {
    handle(path, exchange -> serve(exchange, content, tag, 0, content.length));
  }

  /** The first answer stops after {@code count} bytes; later ones are good. */
  void breaksOffAfter(String path, byte[] content, int count) {
    breaksOffAfter(path, content, count, "\"v1\"");
  }

  void breaksOffAfter(String path, byte[] content, int count, String tag) {
    AtomicBoolean broken = new AtomicBoolean();
    handle(
        path,
        exchange ->
            serve(exchange, content, tag, 0, broken.getAndSet(true) ? content.length : count));
  }

  void withoutRanges(String path, byte[] content) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
        });
  }

  /** A 206 that starts elsewhere; a plain request is served well. */
  void goesOnAtTheWrongPlace(String path, byte[] content) {
    handle(
        path,
        exchange ->
            serve(exchange, content, "\"v1\"", range(exchange) == null ? 0 : 17, content.length));
  }

  void promisesMoreThanItHas(String path, byte[] content) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 1000);
        });
  }

  /** Without a Content-Length. */
  void chunked(String path, byte[] content) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(content);
        });
  }

  void fallsSilentAfter(String path, byte[] content, int count) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          OutputStream body = exchange.getResponseBody();
          body.write(content, 0, count);
          body.flush();
          await(closing);
        });
  }

  void neverAnswers(String path) {
    handle(path, _ -> await(closing));
  }

  /** Ten pieces with pauses that are longer than one look at the progress. */
  void slow(String path, byte[] content) {
    handle(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          OutputStream body = exchange.getResponseBody();
          int piece = content.length / 3;
          for (int from = 0; from < content.length; from += piece) {
            body.write(Arrays.copyOfRange(content, from, Math.min(content.length, from + piece)));
            body.flush();
            pause();
          }
        });
  }

  void redirects(String path, String to) {
    handle(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", address(to));
          exchange.sendResponseHeaders(302, -1);
        });
  }

  void busyOnce(String path, byte[] content) {
    AtomicBoolean busy = new AtomicBoolean();
    handle(
        path,
        exchange -> {
          if (busy.getAndSet(true)) {
            serve(exchange, content, "\"v1\"", 0, content.length);
          } else {
            exchange.sendResponseHeaders(503, -1);
          }
        });
  }

  void handle(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      // there was none yet
    }
    server.createContext(
        path,
        exchange -> {
          String range = range(exchange);
          String condition = exchange.getRequestHeaders().getFirst("If-Range");
          requests.add(
              exchange.getRequestURI().getPath()
                  + (range == null ? "" : " " + range)
                  + (condition == null ? "" : " If-Range " + condition));
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  /** Answers a range with 206 when the condition holds; {@code shift} makes it a lie. */
  private static void serve(HttpExchange exchange, byte[] content, String tag, int shift, int count)
      throws IOException {
    if (!tag.isEmpty()) {
      exchange.getResponseHeaders().add("ETag", tag);
    }
    String range = range(exchange);
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    int from = 0;
    if (range != null && (condition == null || condition.equals(tag))) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)) + shift;
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/*");
      exchange.sendResponseHeaders(206, content.length - from);
    } else {
      exchange.sendResponseHeaders(200, content.length);
    }
    exchange.getResponseBody().write(content, from, Math.max(0, count - from));
  }

  private static @Nullable String range(HttpExchange exchange) {
    return exchange.getRequestHeaders().getFirst("Range");
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
