package mien.studio.compare;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a chat completion as strictly as a login form: one choice that ended by itself, whose text
 * is one JSON object with the one number that was asked for, in its range, and nothing more.
 */
final class VisionAnswer {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build();

  private Optional<String> content = Optional.empty();
  private boolean refused;
  private String end = "";
  private int choices;

  private VisionAnswer() {}

  /**
   * The number that answers a question.
   *
   * @throws VisionFault nonsense, or declined when the service says that it will not judge this
   */
  static double read(VisionQuestion question, byte[] body) throws VisionFault {
    VisionAnswer answer = new VisionAnswer();
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      answer.completion(in);
    } catch (JacksonException e) {
      throw VisionFault.nonsense("its answer is not JSON, or breaks off");
    }
    if (answer.refused) {
      throw VisionFault.declined();
    }
    if (answer.choices != 1 || !answer.end.equals("stop")) {
      throw VisionFault.nonsense("its answer has no one choice that ends by itself");
    }
    return number(
        question, answer.content.orElseThrow(() -> VisionFault.nonsense("its answer has no text")));
  }

  private void completion(JsonParser in) throws VisionFault {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw VisionFault.nonsense("its answer is no JSON object");
    }
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean array = in.currentName().equals("choices");
      if (in.nextToken() == JsonToken.START_ARRAY && array) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          choices++;
          choice(in);
        }
      } else {
        in.skipChildren();
      }
    }
    if (in.nextToken() != null) {
      throw VisionFault.nonsense("its answer goes on after its end");
    }
  }

  private void choice(JsonParser in) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("message") && value == JsonToken.START_OBJECT) {
        message(in);
      } else if (name.equals("finish_reason") && value == JsonToken.VALUE_STRING) {
        end = in.getString();
      } else {
        in.skipChildren();
      }
    }
  }

  private void message(JsonParser in) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("content") && value == JsonToken.VALUE_STRING) {
        content = Optional.of(in.getString());
      } else if (name.equals("refusal") && value == JsonToken.VALUE_STRING) {
        refused = true;
      } else {
        in.skipChildren();
      }
    }
  }

  private static double number(VisionQuestion question, String content) throws VisionFault {
    try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), content)) {
      if (in.nextToken() == JsonToken.START_OBJECT
          && in.nextToken() == JsonToken.PROPERTY_NAME
          && in.currentName().equals(question.field())) {
        JsonToken value = in.nextToken();
        boolean fits =
            value == JsonToken.VALUE_NUMBER_INT
                || value == JsonToken.VALUE_NUMBER_FLOAT && !question.whole();
        if (fits) {
          double number = in.getDoubleValue();
          if (question.allows(number)
              && in.nextToken() == JsonToken.END_OBJECT
              && in.nextToken() == null) {
            return number;
          }
        }
      }
    } catch (JacksonException e) {
      // Said below: the text of the answer itself belongs in no log.
    }
    throw VisionFault.nonsense(
        "its text is not an object with one number '" + question.field() + "' in its range");
  }
}
