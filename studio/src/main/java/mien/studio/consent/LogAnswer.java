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
import mien.json.JsonText;
import mien.json.Member;
import mien.vault.audit.Pseudonym;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;

/** What is told of the log. */
final class LogAnswer {

  static final int PAGE = 1000;

  /** Hashes of a path: one a level, and a tree of 2^63 leaves has 63 levels. */
  static final int LEVELS = 128;

  /** A head's time as it stands in what was signed: with three decimals, zeros too. */
  private static final DateTimeFormatter AS_SIGNED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private LogAnswer() {}

  /** A page of leaves, and the log's state. */
  record Log(
      @Member("Leaves.") long size,
      Optional<Head> head,
      Check check,
      @Member("PEM.") String publicKey,
      @Member(size = {0, PAGE}) List<Leaf> leaves,
      @Member("Give it as 'from'; null: there are no more.") OptionalLong next) {}

  /** What the latest check found. */
  record Check(
      State state,
      @Member("The line that the shell verifier prints too.") Optional<String> verdict,
      @Member("In words.") Optional<String> meaning,
      Optional<Instant> checkedAt,
      Optional<SignatureScope> signatures,
      @Member("Whether heads kept elsewhere were compared.") boolean anchored) {

    static Check of(Optional<LogWatch.Checked> latest) {
      return new Check(
          latest.map(one -> one.sound() ? State.SOUND : State.BROKEN).orElse(State.UNCHECKED),
          latest.map(one -> one.verdict().line()),
          latest.map(LogWatch.Checked::meaning),
          latest.map(LogWatch.Checked::at),
          latest.map(LogWatch.Checked::scope),
          latest.map(LogWatch.Checked::anchored).orElse(false));
    }
  }

  /** Whether the log is sound. */
  enum State {
    SOUND,
    BROKEN,
    UNCHECKED
  }

  /** A signed head. */
  record Head(
      @Member("Leaves.") long size,
      String root,
      String time,
      @Member("Id of the key that signed.") String key,
      @Member("Ed25519, base64.") String signature) {

    static Head of(SignedHead head) {
      return new Head(
          head.size(),
          head.root().hex(),
          AS_SIGNED.format(head.at()),
          head.key().hex(),
          head.signature());
    }
  }

  /** Heads. */
  record Heads(
      @Member(size = {0, PAGE}) List<Head> heads,
      @Member("Give it as 'from'; null: there are no more.") OptionalLong next) {}

  /** A leaf. */
  record Leaf(
      long index,
      String action,
      @Member("Role and key id.") String actor,
      String at,
      @Member("Null: about no one.") Optional<String> pseudonym,
      @Member(size = {0, 50}) List<Manifest.Named> facts,
      @Member("The very bytes that are hashed.") String content) {

    /**
     * Of the line that was hashed. One that was damaged is shown as {@code MALFORMED}: the log is
     * looked at most when something is wrong with it.
     *
     * @param place where it stands
     */
    static Leaf of(String line, long place) {
      Map<?, ?> leaf = read(line);
      if (!(leaf.get("facts") instanceof Map<?, ?> facts)
          || !(leaf.get("index") instanceof BigDecimal index)
          || index.scale() != 0
          || index.precision() > 15
          || index.signum() < 0
          || !isTime(text(leaf, "at"))) {
        return new Leaf(
            place,
            "MALFORMED",
            "unknown:unknown",
            Instant.EPOCH.toString(),
            Optional.empty(),
            List.of(),
            line);
      }
      return new Leaf(
          index.longValue(),
          text(leaf, "action"),
          text(leaf, "actor"),
          text(leaf, "at"),
          Optional.of(text(leaf, "pseudonym")).filter(hex -> !hex.equals(Pseudonym.NONE.hex())),
          facts.entrySet().stream()
              .map(
                  fact ->
                      new Manifest.Named(
                          String.valueOf(fact.getKey()), String.valueOf(fact.getValue())))
              .toList(),
          line);
    }
  }

  /** That a leaf is in the log. */
  record Inclusion(
      long leaf,
      @Member("Of the head.") long size,
      @Member("Of the leaf.") String content,
      @Member("SHA-256 of a zero byte and the content.") String leafHash,
      @Member(size = {0, LEVELS}) List<String> path,
      Head head) {}

  /** That a log continues an older one. */
  record Consistency(
      @Member("Leaves of the older head.") long first,
      @Member("Leaves of the newer head.") long second,
      @Member(size = {0, LEVELS}) List<String> path,
      Head firstHead,
      Head secondHead) {}

  /** The hashes of a proof. */
  static List<String> path(List<Hash> path) {
    return path.stream().map(Hash::hex).toList();
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
}
