package mien.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a whole JSON text of bounded size into plain values: {@link Map} in the order of the text,
 * {@link List}, {@link String}, {@link BigDecimal}, {@link Boolean}, and {@link Optional#empty} for
 * null.
 */
public final class JsonText {

  private static final int MOST_CHARACTERS = 4_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(50).maxNumberLength(50).build())
          .build();

  private JsonText() {}

  /**
   * Reads one value.
   *
   * @throws MienException USER {@code json.wrong} if it is none, has a key twice, is nested deeper
   *     than 50, or has more than 4,000,000 characters
   */
  public static Object read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw wrong("it has " + text.length() + " characters", null);
    }
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Object value = value(in, in.nextToken());
      if (in.nextToken() != null) {
        throw wrong("something follows its end", null);
      }
      return value;
    } catch (StreamReadException e) {
      // The parser's own message quotes the text, which may be private.
      throw wrong("line " + e.getLocation().getLineNr() + " is no JSON", e);
    } catch (JacksonException e) {
      throw wrong("it is nested too deep, or a number in it is too long", e);
    }
  }

  /**
   * Reads an object into a record.
   *
   * @throws MienException USER {@code json.wrong} as {@link #read(String)} does, {@code
   *     json.member} if a member is unknown, missing or of another type
   */
  public static <R extends Record> R read(String text, Class<R> type) {
    return type.cast(RecordReader.read(type, read(text)));
  }

  private static Object value(JsonParser in, @Nullable JsonToken token) {
    if (token == null) {
      throw wrong("it is empty or cut off", null);
    }
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> in.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Optional.empty();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw wrong("a value is missing", null);
    };
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrong("the exponent of a number is out of all range", e);
    }
  }

  private static Map<String, Object> object(JsonParser in) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      members.put(name, value(in, in.nextToken()));
    }
    return members;
  }

  private static List<Object> array(JsonParser in) {
    List<Object> elements = new ArrayList<>();
    JsonToken token = in.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(in, token));
      token = in.nextToken();
    }
    return elements;
  }

  private static MienException wrong(String why, @Nullable Throwable cause) {
    String sentence = "a JSON text was expected, but " + why;
    return cause == null
        ? new MienException(JsonFault.WRONG, sentence)
        : new MienException(JsonFault.WRONG, sentence, cause);
  }
}
