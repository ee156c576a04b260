package mien.studio.http;

import mien.json.Json;

/** A source of server-sent events (WHATWG HTML, 9.2). */
@FunctionalInterface
public interface Events {

  /**
   * Sends all of them, on the request's thread, and returns when there are no more. An interrupt
   * means that the server stops.
   */
  void sendTo(Sink sink);

  /**
   * Takes events; each method throws {@link java.io.UncheckedIOException} if the client is gone.
   */
  interface Sink {

    /**
     * Sends one.
     *
     * @param name one lower-case word
     * @param data as JSON
     */
    void event(String name, Record data);

    /** Shows that the connection lives; to be called at least every 10 seconds. */
    void beat();
  }

  /** An event as it is sent. */
  static String text(String name, Record data) {
    return "event: " + name + "\ndata: " + Json.of(data) + "\n\n";
  }
}
