package mien.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON object, member by member. For one thread. */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  private Json(JsonGenerator out) {
    this.out = out;
  }

  /** An object as text on one line. */
  public static String object(Consumer<Json> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      members.accept(new Json(out));
      out.writeEndObject();
    }
    return text.toString();
  }

  /** A record as text on one line: its components are the members, in snake_case. */
  public static String of(Record record) {
    return object(out -> RecordWriter.members(out, record));
  }

  /** The members of a record, into this object. */
  public Json members(Record record) {
    RecordWriter.members(this, record);
    return this;
  }

  /** The name of a member whose value follows. */
  Json name(String name) {
    out.writeName(name);
    return this;
  }

  /** A text. */
  public Json text(String name, String value) {
    out.writeStringProperty(name, value);
    return this;
  }

  /** A text inside an array. */
  public Json text(String value) {
    out.writeString(value);
    return this;
  }

  /** A whole number. */
  public Json whole(String name, long value) {
    out.writeNumberProperty(name, value);
    return this;
  }

  /** A whole number inside an array. */
  public Json whole(long value) {
    out.writeNumber(value);
    return this;
  }

  /** True or false. */
  public Json flag(String name, boolean value) {
    out.writeBooleanProperty(name, value);
    return this;
  }

  /** True or false as a value. */
  Json flag(boolean value) {
    out.writeBoolean(value);
    return this;
  }

  /** What is not known, as a value. */
  Json unknown() {
    out.writeNull();
    return this;
  }

  /** A number with every digit that tells it from its neighbors: what decides is shown as it is. */
  public Json exact(String name, double value) {
    return name(name).exact(value);
  }

  /** The same as a value. */
  Json exact(double value) {
    out.writeNumber(new BigDecimal(Double.toString(value)).toPlainString());
    return this;
  }

  /** A number inside an array, with the digits that tell it from every other float. */
  public Json exact(float value) {
    out.writeNumber(value);
    return this;
  }

  /** A number rounded to {@code decimals} places, half up. */
  public Json number(String name, double value, int decimals) {
    out.writeName(name);
    return number(value, decimals);
  }

  /** A rounded number inside an array. */
  public Json number(double value, int decimals) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    out.writeNumber(rounded.toPlainString());
    return this;
  }

  /** What is not known. */
  public Json unknown(String name) {
    out.writeNullProperty(name);
    return this;
  }

  /** An object as a member. */
  public Json object(String name, Consumer<Json> members) {
    out.writeName(name);
    return inArray(members);
  }

  /** An object inside an array. */
  public Json inArray(Consumer<Json> members) {
    out.writeStartObject();
    members.accept(this);
    out.writeEndObject();
    return this;
  }

  /** An array as a member. */
  public Json array(String name, Consumer<Json> elements) {
    out.writeName(name);
    return arrayInArray(elements);
  }

  /** An array inside an array. */
  public Json arrayInArray(Consumer<Json> elements) {
    out.writeStartArray();
    elements.accept(this);
    out.writeEndArray();
    return this;
  }
}
