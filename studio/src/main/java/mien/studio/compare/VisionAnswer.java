package mien.studio.compare;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mien.core.MienException;
import mien.json.JsonText;

/**
 * Reads a chat completion as strictly as a login form: one choice that ended by itself, whose text
 * is one JSON object with the one number that was asked for, in its range, and nothing more. A
 * fence of Markdown round the object is taken off: many models write one whatever the schema says.
 */
final class VisionAnswer {

  private static final String FENCE = "```";
  private static final String LANGUAGE = "json";

  private VisionAnswer() {}

  /**
   * The number that answers a question.
   *
   * @throws VisionFault nonsense, or declined when the service says that it will not judge this
   */
  static double read(VisionQuestion question, byte[] body) throws VisionFault {
    Object completion = json(text(body));
    if (!(completion instanceof Map<?, ?> members
        && members.get("choices") instanceof List<?> choices
        && choices.size() == 1
        && choices.getFirst() instanceof Map<?, ?> choice
        && choice.get("message") instanceof Map<?, ?> message)) {
      throw VisionFault.nonsense("its answer is no completion with one choice");
    }
    if (message.get("refusal") instanceof String) {
      throw VisionFault.declined();
    }
    if (!"stop".equals(choice.get("finish_reason"))
        || !(message.get("content") instanceof String content)) {
      throw VisionFault.nonsense("its answer has no text that ends by itself");
    }
    return number(question, json(unfenced(content.strip())));
  }

  private static String unfenced(String text) {
    if (text.length() < 2 * FENCE.length() || !text.startsWith(FENCE) || !text.endsWith(FENCE)) {
      return text;
    }
    String inside = text.substring(FENCE.length(), text.length() - FENCE.length());
    return inside.startsWith(LANGUAGE) ? inside.substring(LANGUAGE.length()) : inside;
  }

  private static double number(VisionQuestion question, Object answer) throws VisionFault {
    if (answer instanceof Map<?, ?> members
        && members.size() == 1
        && members.get(question.field()) instanceof BigDecimal number
        && question.allows(number)) {
      return number.doubleValue();
    }
    throw VisionFault.nonsense(
        "its text is not an object with one number '" + question.field() + "' in its range");
  }

  private static String text(byte[] body) throws VisionFault {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw VisionFault.nonsense("its answer is not UTF-8");
    }
  }

  private static Object json(String text) throws VisionFault {
    try {
      return JsonText.read(text);
    } catch (MienException e) {
      // Its message may say more of a private text than a log should hold.
      throw VisionFault.nonsense("its answer is not JSON, or breaks off");
    }
  }
}
