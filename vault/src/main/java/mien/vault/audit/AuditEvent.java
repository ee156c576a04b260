package mien.vault.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One thing that was done, as it will stand in the log for ever. It holds no personal datum: the
 * alphabets below have room for ids, versions, hashes and numbers, not for names or sentences.
 *
 * @param action what
 * @param pseudonym to whom; {@link Pseudonym#NONE} if to no one subject
 * @param actor by whom, {@code role:key-id}: 1 to 16 of a-z, a colon, 1 to 64 of A-Z a-z 0-9 . _ -
 * @param at when; cut to whole milliseconds, within the years 1970 to 9999
 * @param facts at most 16; keys 1 to 32 of a-z 0-9 _ beginning with a letter, values 0 to 128 of
 *     A-Z a-z 0-9 . _ : / + = -; copied, in the order of their keys
 */
public record AuditEvent(
    AuditAction action,
    Pseudonym pseudonym,
    String actor,
    Instant at,
    SortedMap<String, String> facts) {

  /** Most facts of an event. */
  public static final int MOST_FACTS = 16;

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Pattern ACTOR = Pattern.compile("[a-z]{1,16}:[A-Za-z0-9._-]{1,64}");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/+=-]{0,128}");

  /** Checks the alphabets and the limits. */
  public AuditEvent {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(pseudonym, "pseudonym");
    if (!ACTOR.matcher(actor).matches()) {
      throw new IllegalArgumentException(
          "an actor is role:key-id ("
              + ACTOR
              + "), never a name; this one had "
              + actor.length()
              + " characters");
    }
    at = wholeMillis(at);
    if (facts.size() > MOST_FACTS) {
      throw new IllegalArgumentException(
          "an event has at most " + MOST_FACTS + " facts, but this one had " + facts.size());
    }
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      if (!KEY.matcher(fact.getKey()).matches() || !VALUE.matcher(fact.getValue()).matches()) {
        throw new IllegalArgumentException(
            "a fact is a key "
                + KEY
                + " and a value "
                + VALUE
                + ", so that no personal datum fits; the fact that does not was of "
                + action);
      }
    }
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(facts)));
  }

  /** A time as the log writes it. */
  static Instant wholeMillis(Instant at) {
    if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
      throw new IllegalArgumentException(
          "a time in the log is of the years 1970 to 9999, but this one is " + at);
    }
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
