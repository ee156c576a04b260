package mien.studio.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counters in the text format of Prometheus (version 0.0.4). Labels are our own words: no client
 * can make a new one. Safe for many threads.
 */
public final class Metrics {

  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Upper ends of the time classes, in seconds. */
  private static final double[] SECONDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, Times> times = new ConcurrentSkipListMap<>();
  private final Map<String, Counter> counters = new ConcurrentSkipListMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();
  private final AtomicInteger underWay = new AtomicInteger();

  private static final class Times {
    private final LongAdder[] classes = new LongAdder[SECONDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Times() {
      for (int i = 0; i < classes.length; i++) {
        classes[i] = new LongAdder();
      }
    }
  }

  /** Registers a value that is read whenever the metrics are. */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** Counts something by one word. */
  public static final class Counter {
    private final String label;
    private final String help;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    private Counter(String label, String help) {
      this.label = label;
      this.help = help;
    }

    /** One more. */
    public void count(String word) {
      counts.computeIfAbsent(word, _ -> new LongAdder()).increment();
    }
  }

  /**
   * Registers a counter.
   *
   * @param name with {@code mien_} before and {@code _total} behind
   * @param label what the words are
   * @param help one line
   */
  public Counter counter(String name, String label, String help) {
    return counters.computeIfAbsent(name, _ -> new Counter(label, help));
  }

  void began() {
    underWay.incrementAndGet();
  }

  void ended(String route, int status, long nanos) {
    underWay.decrementAndGet();
    requests
        .computeIfAbsent("route=\"" + route + "\",status=\"" + status + "\"", _ -> new LongAdder())
        .increment();
    Times at = times.computeIfAbsent(route, _ -> new Times());
    int i = 0;
    while (i < SECONDS.length && nanos > SECONDS[i] * 1e9) {
      i++;
    }
    at.classes[i].increment();
    at.nanos.add(nanos);
  }

  /** Everything as text. */
  String text() {
    StringBuilder out = new StringBuilder();
    head(out, "mien_http_requests_total", "counter", "Answered requests.");
    new TreeMap<>(requests)
        .forEach((labels, n) -> line(out, "mien_http_requests_total{" + labels + "}", n.sum()));
    head(out, "mien_http_requests_under_way", "gauge", "Requests that are not answered yet.");
    line(out, "mien_http_requests_under_way", underWay.get());
    head(out, "mien_http_request_seconds", "histogram", "Time from the head to the answer.");
    times.forEach((route, at) -> histogram(out, route, at));
    counters.forEach(
        (name, counter) -> {
          head(out, name, "counter", counter.help);
          counter.counts.forEach(
              (word, n) -> line(out, name + "{" + counter.label + "=\"" + word + "\"}", n.sum()));
        });
    gauges.forEach(
        (name, value) -> {
          head(out, name, "gauge", "Now.");
          line(out, name, value.getAsLong());
        });
    return out.toString();
  }

  private static void histogram(StringBuilder out, String route, Times at) {
    String name = "mien_http_request_seconds";
    long count = 0;
    for (int i = 0; i <= SECONDS.length; i++) {
      count += at.classes[i].sum();
      String end = i < SECONDS.length ? Double.toString(SECONDS[i]) : "+Inf";
      line(out, name + "_bucket{route=\"" + route + "\",le=\"" + end + "\"}", count);
    }
    out.append(name).append("_sum{route=\"").append(route).append("\"} ");
    out.append(at.nanos.sum() / 1e9).append('\n');
    line(out, name + "_count{route=\"" + route + "\"}", count);
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, long value) {
    out.append(name).append(' ').append(value).append('\n');
  }
}
