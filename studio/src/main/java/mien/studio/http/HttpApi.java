package mien.studio.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.engine.image.PhotoLimits;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * The HTTP server: answers the routes it is given, and nothing else.
 *
 * <p>Requests block on virtual threads. It owns its sockets from {@link #start} to {@link #close},
 * which stops accepting requests, waits for running ones, then interrupts the rest.
 */
public final class HttpApi implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HttpApi.class.getName());

  private static final String API_PAGE = "/api";

  private final HttpSettings settings;
  private final List<Route> routes;
  private final Metrics metrics;
  private final Uploads uploads;
  private final Doorkeeper door;
  private final ClientWatch clients = new ClientWatch();
  private final Semaphore places;
  private final EventStreams streams = new EventStreams();
  private final Listener listener;
  private final Javalin server;
  private volatile boolean closing;

  private HttpApi(
      HttpSettings settings,
      UploadLimits limits,
      PhotoLimits photos,
      List<Route> routes,
      Metrics metrics,
      String version) {
    this.settings = settings;
    this.metrics = metrics;
    this.uploads = new Uploads(limits, photos, settings.limits().patience(), System::nanoTime);
    this.door = new Doorkeeper(settings);
    this.places = new Semaphore(settings.limits().requests(), true);
    this.routes = withOwn(routes, version);
    this.listener = new Listener(settings);
    metrics.gauge("mien_upload_bytes", uploads::held);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Begins to listen.
   *
   * @param settings where and for whom
   * @param limits of uploads
   * @param photos limits of a photo, checked before it is handed on
   * @param routes of the slices; the server adds metrics and the document of the API
   * @param metrics that it counts into
   * @param version of mien
   * @throws MienException OPERATOR if the address is taken or TLS cannot be set up
   */
  public static HttpApi start(
      HttpSettings settings,
      UploadLimits limits,
      PhotoLimits photos,
      List<Route> routes,
      Metrics metrics,
      String version) {
    HttpApi api = new HttpApi(settings, limits, photos, routes, metrics, version);
    try {
      api.server.start();
      return api;
    } catch (RuntimeException e) {
      api.clients.close();
      api.server.stop();
      throw new MienException(
          HttpFault.LISTEN,
          "the server cannot listen on "
              + settings.address().getHostAddress()
              + " port "
              + settings.port()
              + "; is the port taken? Choose another with --port",
          e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return listener.port();
  }

  /** Stops accepting requests, waits for running ones as long as the settings say, and stops. */
  @Override
  public void close() {
    closing = true;
    streams.close();
    Duration grace = settings.limits().grace();
    if (!drained(grace)) {
      LOG.log(System.Logger.Level.WARNING, "requests were cut off: stopping took too long");
      clients.interruptAll();
      var _ = drained(Duration.ofSeconds(1));
    }
    server.stop();
    clients.close();
  }

  private boolean drained(Duration time) {
    return acquired(settings.limits().requests(), time);
  }

  private boolean acquired(int wanted, Duration time) {
    try {
      return places.tryAcquire(wanted, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Route> withOwn(List<Route> slices, String version) {
    List<Route> all = new ArrayList<>(slices);
    all.add(plain("/metrics", "Counters for Prometheus.", Metrics.TYPE, metrics::text));
    String document = "The document of this API (OpenAPI 3.1).";
    all.add(
        plain("/openapi.json", document, Answer.JSON, () -> OpenApi.document(routes(), version)));
    return List.copyOf(all);
  }

  /** The routes; a method, as the document needs them while they are being put together. */
  private List<Route> routes() {
    return routes;
  }

  private static Route plain(
      String path, String summary, String type, java.util.function.Supplier<String> text) {
    return Route.of(Route.Method.GET, path, summary, _ -> Answer.text(200, type, text.get()))
        .answering(200, new Route.Content(type, Optional.empty(), summary));
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    listener.configure(config.jetty);
    for (Route route : routes) {
      switch (route.method()) {
        case GET -> read(config, route.path(), route);
        case POST -> config.routes.post(route.path(), context -> serve(route, context));
        case PUT -> config.routes.put(route.path(), context -> serve(route, context));
        case PATCH -> config.routes.patch(route.path(), context -> serve(route, context));
        case DELETE -> config.routes.delete(route.path(), context -> serve(route, context));
      }
    }
    read(config, API_PAGE, page(_ -> ApiPage.of(routes, key())));
    config.routes.get("/*", context -> serve(page(_ -> file(context)), context));
    config.routes.head("/*", context -> serve(page(_ -> file(context)), context));
    for (int status : new int[] {404, 405}) {
      config.routes.error(status, context -> write(context, unmatched(context.path()), false));
    }
  }

  /** HEAD is GET whose body the server leaves out. */
  private void read(JavalinConfig config, String path, Route route) {
    config.routes.get(path, context -> serve(route, context));
    config.routes.head(path, context -> serve(route, context));
  }

  private boolean key() {
    return settings.key().isPresent();
  }

  /** What browsers load before a key can be typed. */
  private static Route page(Route.Handler handler) {
    return Route.of(Route.Method.GET, "/*", "", handler).withoutKey();
  }

  private Answer file(Context context) {
    return WebPage.file(context.path())
        .map(
            file -> file.answer(context.header("Accept-Encoding"), context.header("If-None-Match")))
        .orElseGet(() -> unmatched(context.path()));
  }

  /** Where no route has this path, or none with this method. */
  private Answer unmatched(String path) {
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.matches(path)) {
        methods.addAll(route.methods());
      }
    }
    if (path.equals(API_PAGE) || WebPage.file(path).isPresent()) {
      methods.addAll(List.of("GET", "HEAD"));
    }
    if (methods.isEmpty()) {
      return Problems.problem(404, HttpFault.HTTP_NO_ROUTE, "There is no such route: see /api.");
    }
    String allowed = String.join(", ", methods);
    return Problems.problem(405, HttpFault.HTTP_METHOD, "This route has " + allowed + ": see /api.")
        .with("Allow", allowed);
  }

  private void serve(Route route, Context context) {
    long began = System.nanoTime();
    metrics.began();
    int status = 500;
    boolean cancelled = route.access() != Route.Access.STAFF;
    try (Session session = new Session(context, uploads, clients, cancelled)) {
      Answer answer = answer(route, context, session);
      status = answer.status();
      // What is done afterwards holds the connection: the client's next request must not wait.
      boolean later = !session.later().isEmpty();
      boolean last = session.end() || session.unread() || closing || later;
      if (answer.events().isPresent() && context.req().getMethod().equals("GET")) {
        streams.send(context, answer, answer.events().get(), headers(answer));
      } else {
        write(context, answer, last);
      }
      session.later().forEach(work -> afterwards(route, work));
    } finally {
      metrics.ended(route.path(), status, System.nanoTime() - began);
    }
  }

  private static void afterwards(Route route, Runnable work) {
    try {
      work.run();
    } catch (MienException e) {
      LOG.log(
          System.Logger.Level.WARNING, "after answering {0}: {1}", route.path(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a fault after answering " + route.path(), e);
    }
  }

  private Answer answer(Route route, Context context, Session session) {
    try {
      session.admitted(
          door.check(
              route,
              new Doorkeeper.Knock(
                  context.header(ApiKey.HEADER),
                  context.header("Host"),
                  context.header("Origin"),
                  context.header("Sec-Fetch-Site"))));
      // Reading is quick and must work when all places are taken: it is how one sees that they are.
      if (route.method() != Route.Method.GET) {
        enter(session);
      }
      checkQuery(route, context);
      return PartOfFile.of(
          route.handler().handle(session),
          context.header("If-None-Match"),
          context.header("Range"),
          context.header("If-Range"));
    } catch (MienException e) {
      log(route, e);
      return Problems.answer(route.faults(), e);
    } catch (RuntimeException | OutOfMemoryError e) {
      MienException fault = new MienException(HttpFault.UNEXPECTED, "an unforeseen fault", e);
      log(route, fault);
      return Problems.answer(route.faults(), fault);
    }
  }

  /** Takes a place for a request, and waits for it in the order of coming. */
  private void enter(Session session) {
    boolean taken = !closing && acquired(1, settings.limits().patience());
    if (taken) {
      session.owes(places::release);
    }
    if (closing) {
      throw busy("the server is stopping; try again when it is back");
    }
    if (!taken) {
      throw busy(
          "all "
              + settings.limits().requests()
              + " places for requests are taken; try again later");
    }
  }

  private static MienException busy(String why) {
    return new MienException(HttpFault.BUSY_REQUESTS, why);
  }

  /** A misspelt {@code dry_run} must not sweep. */
  private static void checkQuery(Route route, Context context) {
    if (route.access() != Route.Access.STAFF) {
      return;
    }
    List<String> known =
        route.parameters().stream()
            .filter(parameter -> !parameter.inPath())
            .map(Route.Parameter::name)
            .toList();
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!known.contains(name) || values.size() > 1) {
                throw new MienException(
                    HttpFault.REQUEST_PARAMETER,
                    "Behind the question mark this route takes, once each at most, "
                        + (known.isEmpty() ? "nothing" : String.join(", ", known))
                        + ".");
              }
            });
  }

  private static void log(Route route, MienException fault) {
    switch (fault.blame()) {
      case USER, BUSY -> {}
      case OPERATOR -> LOG.log(System.Logger.Level.WARNING, fault.getMessage());
      case BUG -> LOG.log(System.Logger.Level.ERROR, "a fault answering " + route.path(), fault);
    }
  }

  private Map<String, String> headers(Answer answer) {
    Map<String, String> all = new HashMap<>(Headers.ALWAYS);
    if (settings.tls().isPresent()) {
      all.put("Strict-Transport-Security", Headers.STRICT_TRANSPORT);
    }
    all.putAll(answer.headers());
    return all;
  }

  private void write(Context context, Answer answer, boolean last) {
    HttpServletResponse response = context.res();
    if (response.isCommitted()) {
      return;
    }
    try {
      response.setStatus(answer.status());
      headers(answer).forEach(response::setHeader);
      if (last) {
        response.setHeader("Connection", "close");
      }
      listener
          .connections()
          .answering(
              ServletContextRequest.getServletContextRequest(context.req()), answer.body().length);
      if (answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
        response.setContentType(answer.type());
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
      }
      response.flushBuffer();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client went away before its answer", e);
    }
  }
}
