package mien.studio.consent;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import mien.core.MienException;
import mien.core.audit.Hash;
import mien.json.Json;
import mien.json.JsonText;
import mien.vault.audit.Pseudonym;
import mien.vault.audit.SignedHead;

/** The log as JSON. */
final class AuditJson {

  /** A head's time as it stands in what was signed: with three decimals, zeros too. */
  private static final DateTimeFormatter AS_SIGNED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private AuditJson() {}

  /** Writes what the latest check found. */
  static void check(Json out, Optional<LogWatch.Checked> latest) {
    out.text("state", latest.map(one -> one.sound() ? "sound" : "broken").orElse("unchecked"));
    ManifestJson.orNull(out, "verdict", latest.map(one -> one.verdict().line()));
    ManifestJson.orNull(out, "meaning", latest.map(LogWatch.Checked::meaning));
    ManifestJson.orNull(out, "checked_at", latest.map(one -> one.at().toString()));
    ManifestJson.orNull(out, "signatures", latest.map(one -> ManifestJson.word(one.scope())));
    out.flag("anchored", latest.map(LogWatch.Checked::anchored).orElse(false));
  }

  /** Writes a head. */
  static void head(Json out, SignedHead head) {
    out.whole("size", head.size())
        .text("root", head.root().hex())
        .text("time", AS_SIGNED.format(head.at()))
        .text("key", head.key().hex())
        .text("signature", head.signature());
  }

  /**
   * Writes a leaf, from the line that was hashed. One that was spoilt is shown as {@code
   * MALFORMED}: the log is looked at most when something is wrong with it.
   *
   * @param place where it stands
   */
  static void leaf(Json out, String line, long place) {
    Map<?, ?> leaf = read(line);
    if (!(leaf.get("facts") instanceof Map<?, ?> facts)
        || !(leaf.get("index") instanceof BigDecimal index)
        || index.scale() != 0
        || index.precision() > 15
        || index.signum() < 0
        || !isTime(text(leaf, "at"))) {
      out.whole("index", place)
          .text("action", "MALFORMED")
          .text("actor", "unknown:unknown")
          .text("at", Instant.EPOCH.toString())
          .unknown("pseudonym")
          .array("facts", all -> {});
      out.text("content", line);
      return;
    }
    String pseudonym = text(leaf, "pseudonym");
    out.whole("index", index.longValue())
        .text("action", text(leaf, "action"))
        .text("actor", text(leaf, "actor"))
        .text("at", text(leaf, "at"));
    ManifestJson.orNull(
        out, "pseudonym", Optional.of(pseudonym).filter(hex -> !hex.equals(Pseudonym.NONE.hex())));
    out.array(
        "facts",
        all ->
            facts.forEach(
                (name, value) ->
                    all.inArray(
                        o ->
                            o.text("name", String.valueOf(name))
                                .text("value", String.valueOf(value)))));
    out.text("content", line);
  }

  private static Map<?, ?> read(String line) {
    try {
      return JsonText.read(line) instanceof Map<?, ?> leaf ? leaf : Map.of();
    } catch (MienException _) {
      return Map.of();
    }
  }

  private static boolean isTime(String text) {
    try {
      return !Instant.parse(text).isBefore(Instant.EPOCH);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static String text(Map<?, ?> leaf, String name) {
    return String.valueOf(leaf.get(name));
  }

  /** Writes the hashes of a proof. */
  static void path(Json out, List<Hash> path) {
    out.array("path", all -> path.forEach(hash -> all.text(hash.hex())));
  }

  /** A number, or null. */
  static void orNull(Json out, String name, OptionalLong number) {
    if (number.isPresent()) {
      out.whole(name, number.getAsLong());
    } else {
      out.unknown(name);
    }
  }
}
