package mien.vault.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a leaf: one line of JSON in its only form. Keys are in the order of their bytes,
 * there is no white space, and no character ever needs an escape, so it is what {@code jq -cS}
 * prints and what RFC 8785 calls canonical.
 *
 * <p>{@code {"action":"SWEPT","actor":"system:sweep","at":"2026-11-21T04:00:00.000Z",
 * "facts":{"due":"3"},"index":17,"pseudonym":"00…00","v":1}} (on one line, without the line feed).
 * The index is part of it: a leaf that was moved says so itself.
 */
public final class LeafEncoding {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern FACT = Pattern.compile("\"([^\"]*)\":\"([^\"]*)\"");
  private static final Pattern LEAF =
      Pattern.compile(
          "\\{\"action\":\"([^\"]*)\",\"actor\":\"([^\"]*)\",\"at\":\"([^\"]*)\","
              + "\"facts\":\\{((?:\"[^\"]*\":\"[^\"]*\",?){0,16})},"
              + "\"index\":(0|[1-9][0-9]{0,14}),\"pseudonym\":\"([^\"]*)\",\"v\":1}");

  private LeafEncoding() {}

  /** An event with its place. */
  public record Leaf(long index, AuditEvent event) {}

  /** A time with its three decimals. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** The canonical bytes of an event at that place. */
  public static byte[] encode(long index, AuditEvent event) {
    StringBuilder line = new StringBuilder(320);
    line.append("{\"action\":\"").append(event.action().name());
    line.append("\",\"actor\":\"").append(event.actor());
    line.append("\",\"at\":\"").append(time(event.at()));
    line.append("\",\"facts\":{");
    String comma = "";
    for (Map.Entry<String, String> fact : event.facts().entrySet()) {
      line.append(comma).append('"').append(fact.getKey());
      line.append("\":\"").append(fact.getValue()).append('"');
      comma = ",";
    }
    line.append("},\"index\":").append(index);
    line.append(",\"pseudonym\":\"").append(event.pseudonym().hex());
    return line.append("\",\"v\":1}").toString().getBytes(US_ASCII);
  }

  /** The leaf of those bytes, or nothing if they are not exactly what {@link #encode} writes. */
  public static Optional<Leaf> decode(byte[] bytes) {
    Matcher leaf = LEAF.matcher(new String(bytes, ISO_8859_1));
    if (!leaf.matches()) {
      return Optional.empty();
    }
    try {
      SortedMap<String, String> facts = new TreeMap<>();
      Matcher fact = FACT.matcher(leaf.group(4));
      while (fact.find()) {
        facts.put(fact.group(1), fact.group(2));
      }
      long index = Long.parseLong(leaf.group(5));
      AuditEvent event =
          new AuditEvent(
              AuditAction.valueOf(leaf.group(1)),
              new Pseudonym(leaf.group(6)),
              leaf.group(2),
              Instant.parse(leaf.group(3)),
              facts);
      boolean canonical = Arrays.equals(encode(index, event), bytes);
      return canonical ? Optional.of(new Leaf(index, event)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
