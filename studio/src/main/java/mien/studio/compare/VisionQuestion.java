package mien.studio.compare;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import mien.json.Json;

/**
 * The two questions that an outside service is asked, each with the one JSON answer that counts: an
 * object with one number. A request holds the question and crops of faces, and nothing else that
 * says whose they are or where they come from.
 *
 * <p>Protocol: OpenAI's chat completions with image input and structured output ({@code
 * response_format} of type {@code json_schema}, strict), which many local servers speak too.
 */
enum VisionQuestion {
  /** How old the person of one picture looks. */
  AGE(
      "age",
      "integer",
      0,
      120,
      "You estimate how old a person in a picture looks.",
      "Estimate the age in completed years, 0 to 120, of the person whose face is in the middle of"
          + " this picture. Answer with JSON only: {\"age\": <whole number>}."),
  /** How alike the persons of two pictures look. */
  SIMILARITY(
      "similarity",
      "number",
      0,
      1,
      "You judge how alike two faces look.",
      "Compare the face in the middle of the first picture with the face in the middle of the"
          + " second: bones, proportions, ears, marks; not hair, clothes, light or background. Allow"
          + " for years between the pictures. Say how sure you are that it is one person, from 0"
          + " (surely two) over 0.5 (cannot tell) to 1 (surely one). Answer with JSON only:"
          + " {\"similarity\": <number>}.");

  /** Enough for one number in one object, should a server not keep to the schema. */
  private static final int MOST_TOKENS = 100;

  private final String field;
  private final String type;
  private final BigDecimal least;
  private final BigDecimal most;
  private final String role;
  private final String words;

  VisionQuestion(String field, String type, int least, int most, String role, String words) {
    this.field = field;
    this.type = type;
    this.least = BigDecimal.valueOf(least);
    this.most = BigDecimal.valueOf(most);
    this.role = role;
    this.words = words;
  }

  /** The one member of the answer. */
  String field() {
    return field;
  }

  /** Whether {@code number} is a possible answer. */
  boolean allows(BigDecimal number) {
    boolean inRange = number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    // Range first: the digits of 1e999999999 are not to be counted.
    return inRange && (type.equals("number") || number.stripTrailingZeros().scale() <= 0);
  }

  /**
   * The body of a request, UTF-8 JSON.
   *
   * @param model that is asked
   * @param crops JPEG files, in order
   */
  byte[] body(String model, List<byte[]> crops) {
    return Json.object(
            out ->
                out.text("model", model)
                    .whole("temperature", 0)
                    .whole("max_tokens", MOST_TOKENS)
                    .array("messages", messages -> messages(messages, crops))
                    .object("response_format", this::format))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void messages(Json out, List<byte[]> crops) {
    out.inArray(system -> system.text("role", "system").text("content", role))
        .inArray(
            user -> user.text("role", "user").array("content", content -> content(content, crops)));
  }

  private void content(Json out, List<byte[]> crops) {
    out.inArray(part -> part.text("type", "text").text("text", words));
    for (byte[] crop : crops) {
      String url = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(crop);
      out.inArray(
          part -> part.text("type", "image_url").object("image_url", at -> at.text("url", url)));
    }
  }

  private void format(Json out) {
    out.text("type", "json_schema")
        .object(
            "json_schema",
            named -> named.text("name", field).flag("strict", true).object("schema", this::schema));
  }

  private void schema(Json out) {
    out.text("type", "object")
        .object("properties", all -> all.object(field, one -> one.text("type", type)))
        .array("required", names -> names.text(field))
        .flag("additionalProperties", false);
  }
}
