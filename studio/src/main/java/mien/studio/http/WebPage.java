package mien.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page's files, from the class path, where the build put them. */
final class WebPage {

  private static final String ROOT = "/mien/studio/web";
  private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

  private static final String WITHOUT =
      "mien is running, but it was built without its page (-DskipWeb). The API is described at"
          + " /api and in /openapi.json; build again without -DskipWeb to have the page.\n";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("wasm", "application/wasm"));

  private WebPage() {}

  /** A file of the page; empty where there is none. */
  static Optional<Answer> file(String path) {
    String name = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.length() > 200 || !PLAIN.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream in = WebPage.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        return path.equals("/")
            ? Optional.of(Answer.text(200, "text/plain; charset=utf-8", WITHOUT))
            : Optional.empty();
      }
      // The bundler puts a hash of the content into the names below /assets.
      String kept =
          name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      return Optional.of(new Answer(200, type, in.readAllBytes(), Map.of("Cache-Control", kept)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
