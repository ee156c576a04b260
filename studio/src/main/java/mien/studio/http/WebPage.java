package mien.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import mien.vault.policy.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, from the class path, where the build put them: most beside what brotli and gzip
 * make of them. They are read once and kept.
 */
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

  /** Codings that the build makes, the smallest first, by their ending. */
  private static final Map<String, String> CODINGS = new LinkedHashMap<>();

  static {
    CODINGS.put("br", ".br");
    CODINGS.put("gzip", ".gz");
  }

  private static final int LONGEST_NAME = 200;
  private static final int TAG_DIGITS = 32;

  private static final AtomicReference<Map<String, WebPage>> READ = new AtomicReference<>(Map.of());

  private final String type;
  private final String kept;
  private final String tag;
  private final byte[] plain;
  private final Map<String, byte[]> coded;

  private WebPage(String type, String kept, byte[] plain, Map<String, byte[]> coded) {
    this.type = type;
    this.kept = kept;
    this.tag = Sha256.of(plain).hex().substring(0, TAG_DIGITS);
    this.plain = plain;
    this.coded = Map.copyOf(coded);
  }

  /** A file of the page; empty where there is none. */
  static Optional<WebPage> file(String path) {
    String name = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.length() > LONGEST_NAME || !PLAIN.matcher(name).matches()) {
      return Optional.empty();
    }
    WebPage known = READ.get().get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<WebPage> found = read(name, type);
    found.ifPresent(file -> READ.updateAndGet(before -> with(before, name, file)));
    return found.isPresent() || !path.equals("/") ? found : Optional.of(without());
  }

  private static Map<String, WebPage> with(Map<String, WebPage> before, String name, WebPage file) {
    Map<String, WebPage> more = new HashMap<>(before);
    more.put(name, file);
    return Map.copyOf(more);
  }

  private static WebPage without() {
    byte[] text = WITHOUT.getBytes(StandardCharsets.UTF_8);
    return new WebPage("text/plain; charset=utf-8", "no-cache", text, Map.of());
  }

  private static Optional<WebPage> read(String name, String type) {
    Map<String, byte[]> coded = new HashMap<>();
    CODINGS.forEach((coding, end) -> bytes(name + end).ifPresent(b -> coded.put(coding, b)));
    // The bundler puts a hash of the content into the names below /assets.
    String kept = name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    return bytes(name).map(plain -> new WebPage(type, kept, plain, coded));
  }

  private static Optional<byte[]> bytes(String name) {
    try (InputStream in = WebPage.class.getResourceAsStream(ROOT + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file in the best coding that the client takes, or 304 where it has that already. Each
   * coding is another representation, and so has an entity tag of its own (RFC 9110, 8.8.3.3).
   *
   * @param accepted {@code Accept-Encoding} of the request
   * @param had {@code If-None-Match} of the request
   */
  Answer answer(@Nullable String accepted, @Nullable String had) {
    Optional<String> coding =
        CODINGS.keySet().stream()
            .filter(one -> coded.containsKey(one) && accepts(accepted, one))
            .findFirst();
    String mark = '"' + tag + coding.map(one -> "-" + one).orElse("") + '"';
    boolean same = PartOfFile.isHad(mark, had);
    byte[] body =
        same ? new byte[0] : coding.map(one -> coded.getOrDefault(one, plain)).orElse(plain);
    Answer answer =
        new Answer(same ? 304 : 200, type, body, Map.of("Cache-Control", kept, "ETag", mark));
    if (!coded.isEmpty()) {
      answer = answer.with("Vary", "Accept-Encoding");
    }
    return coding.isEmpty() || same ? answer : answer.with("Content-Encoding", coding.get());
  }

  /** Whether a coding is listed, and not with the weight 0 (RFC 9110, 12.5.3). */
  private static boolean accepts(@Nullable String accepted, String coding) {
    if (accepted == null) {
      return false;
    }
    for (String one : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = one.split(";", 2);
      if (parts[0].strip().equals(coding)) {
        return parts.length == 1 || !parts[1].strip().matches("q\\s*=\\s*0(\\.0*)?");
      }
    }
    return false;
  }
}
