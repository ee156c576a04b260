package mien.studio.consent;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mien.core.MienException;
import mien.json.JsonText;
import mien.vault.subject.Classifications;

/**
 * What a program said about a photo: one JSON object in UTF-8, {@link #MOST_BYTES} at most, and
 * nothing after it but white space. Its 1 to 50 members have names of 1 to 60 of {@code a-z 0-9 _
 * .} that begin with a letter; their values are texts of up to 200 characters without control
 * characters, numbers, or true and false: {@code {"age_years": 34, "gender": "female"}}.
 */
sealed interface ProgramAnswer {

  /** The most bytes of an answer. */
  int MOST_BYTES = 16_384;

  /**
   * It can be used.
   *
   * @param classifications as they go into the manifest
   */
  record Guesses(Classifications classifications) implements ProgramAnswer {}

  /**
   * It breaks a rule.
   *
   * @param why for the operator: never anything of the answer
   */
  record Unusable(String why) implements ProgramAnswer {}

  /** Reads one. */
  static ProgramAnswer read(byte[] bytes, SortedMap<String, String> provenance) {
    Object json;
    try {
      json =
          JsonText.read(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return new Unusable("its answer is not UTF-8");
    } catch (MienException _) {
      return new Unusable("its answer is no JSON, or more than one");
    }
    if (!(json instanceof Map<?, ?> members)) {
      return new Unusable("its answer is JSON, but no object");
    }
    SortedMap<String, String> values = new TreeMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Optional<String> value = value(member.getValue());
      if (value.isEmpty()) {
        return new Unusable("a value of its answer is neither a plain text, a number nor a flag");
      }
      values.put(String.valueOf(member.getKey()), value.get());
    }
    try {
      return new Guesses(new Classifications(CommandClassification.NAME, values, provenance));
    } catch (IllegalArgumentException e) {
      // The rule alone: the message of a Classifications never has a value.
      return new Unusable("its answer breaks a rule: " + e.getMessage());
    }
  }

  private static Optional<String> value(Object value) {
    return switch (value) {
      case String text -> Optional.of(text).filter(ProgramAnswer::plain);
      // Not its plain form: 1e999999999 would fill the memory.
      case BigDecimal number -> Optional.of(number.toString());
      case Boolean flag -> Optional.of(flag.toString());
      default -> Optional.empty();
    };
  }

  private static boolean plain(String text) {
    return text.codePoints().noneMatch(Character::isISOControl);
  }
}
