package mien.studio.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A vision service on 127.0.0.1 that keeps what it was sent and answers by a script: well, slowly,
 * wrongly or half. When the script has ended it repeats its last answer.
 */
public final class VisionServer implements AutoCloseable {

  /** What it was sent. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Received(String method, String path, Headers headers, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, UTF_8);
    }
  }

  /** One answer. */
  public interface Reply {
    /** Answers. */
    void to(HttpExchange exchange) throws IOException;
  }

  /** Every request, in order. */
  public final List<Received> received = new CopyOnWriteArrayList<>();

  private final LinkedBlockingQueue<Reply> script = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Listens on a free port. */
  public VisionServer(Reply... replies) throws IOException {
    script.addAll(List.of(replies));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its base URL. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes()));
      Reply reply = script.size() > 1 ? script.remove() : script.element();
      reply.to(exchange);
    } catch (IOException _) {
      // The client hung up, as some of these tests want it to.
    }
  }

  /** Status 200 with a body. */
  public static Reply body(String body) {
    return status(200, body);
  }

  /** A status with a body and headers as name, value, name, value. */
  public static Reply status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** A completion as the service gives it, whose text is {@code content}. */
  public static String completion(String content) {
    return """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4.1-mini",
         "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null,
         "annotations":[]},"logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":9,"completion_tokens":5,"prompt_tokens_details":{"a":0}}}
        """
        .formatted(content.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  /** A good completion. */
  public static Reply says(String content) {
    return body(completion(content));
  }

  /** Never answers. */
  public Reply silence() {
    return _ -> untilClosed();
  }

  /** Answers with headers and half a body, then no more. */
  public Reply half() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{\"choices\":[".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      untilClosed();
    };
  }

  /** Promises a thousand bytes, sends ten and hangs up. */
  public static Reply hangsUp() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"choices\"".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Sends many megabytes. */
  public static Reply floods() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = " ".repeat(65_536).getBytes(UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        for (int i = 0; i < 200; i++) {
          out.write(piece);
        }
      }
    };
  }

  /** Adds to the script. */
  public void add(Reply reply) {
    script.add(reply);
  }

  private void untilClosed() {
    try {
      closing.await();
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
