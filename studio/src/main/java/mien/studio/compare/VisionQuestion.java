package mien.studio.compare;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

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

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Enough for one number in one object, should a server not keep to the schema. */
  private static final int MOST_TOKENS = 100;

  private final String field;
  private final String type;
  private final double least;
  private final double most;
  private final String role;
  private final String words;

  VisionQuestion(String field, String type, double least, double most, String role, String words) {
    this.field = field;
    this.type = type;
    this.least = least;
    this.most = most;
    this.role = role;
    this.words = words;
  }

  /** The one member of the answer. */
  String field() {
    return field;
  }

  /** Whether only whole numbers count. */
  boolean whole() {
    return type.equals("integer");
  }

  /** Whether {@code number} is a possible answer. */
  boolean allows(double number) {
    return number >= least && number <= most;
  }

  /**
   * The body of a request, UTF-8 JSON.
   *
   * @param model that is asked
   * @param crops JPEG files, in order
   */
  byte[] body(String model, List<byte[]> crops) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out =
        FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      out.writeStartObject();
      out.writeStringProperty("model", model);
      out.writeNumberProperty("temperature", 0);
      out.writeNumberProperty("max_tokens", MOST_TOKENS);
      out.writeArrayPropertyStart("messages");
      out.writeStartObject();
      out.writeStringProperty("role", "system");
      out.writeStringProperty("content", role);
      out.writeEndObject();
      out.writeStartObject();
      out.writeStringProperty("role", "user");
      out.writeArrayPropertyStart("content");
      out.writeStartObject();
      out.writeStringProperty("type", "text");
      out.writeStringProperty("text", words);
      out.writeEndObject();
      crops.forEach(crop -> picture(out, crop));
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndArray();
      format(out);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void picture(JsonGenerator out, byte[] crop) {
    out.writeStartObject();
    out.writeStringProperty("type", "image_url");
    out.writeObjectPropertyStart("image_url");
    out.writeStringProperty(
        "url", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(crop));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void format(JsonGenerator out) {
    out.writeObjectPropertyStart("response_format");
    out.writeStringProperty("type", "json_schema");
    out.writeObjectPropertyStart("json_schema");
    out.writeStringProperty("name", field);
    out.writeBooleanProperty("strict", true);
    out.writeObjectPropertyStart("schema");
    out.writeStringProperty("type", "object");
    out.writeObjectPropertyStart("properties");
    out.writeObjectPropertyStart(field);
    out.writeStringProperty("type", type);
    out.writeEndObject();
    out.writeEndObject();
    out.writeArrayPropertyStart("required");
    out.writeString(field);
    out.writeEndArray();
    out.writeBooleanProperty("additionalProperties", false);
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }
}
