package mien.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a JSON value looks like: the part of JSON Schema that our answers need. */
public sealed interface Schema {

  /** A text; one of {@code choices} unless that is empty. */
  record Text(List<String> choices, String note) implements Schema {
    /** Copies. */
    public Text {
      choices = List.copyOf(choices);
    }
  }

  /** A number between two ends. */
  record Decimal(double least, double most, String note) implements Schema {}

  /** A whole number of 0 or more. */
  record Whole(String note) implements Schema {}

  /** True or false. */
  record Flag(String note) implements Schema {}

  /** An uploaded file. */
  record File(String note) implements Schema {}

  /** The value or null. */
  record OrNull(Schema schema) implements Schema {}

  /** A list of {@code least} to {@code most} elements. */
  record Array(Schema element, int least, int most) implements Schema {}

  /** An object; every member is there unless it is {@code optional}. */
  record Fields(Map<String, Schema> members, List<String> optional) implements Schema {
    /** Copies, and keeps the order. */
    public Fields {
      members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
      optional = List.copyOf(optional);
    }

    /** The same with one more member. */
    public Fields and(String name, Schema schema) {
      Map<String, Schema> more = new LinkedHashMap<>(members);
      more.put(name, schema);
      return new Fields(more, optional);
    }

    /** The same with a name. */
    public Titled titled(String name) {
      return new Titled(name, this);
    }

    /** The same with the members of a record. */
    public Fields and(Class<? extends Record> type) {
      return RecordSchema.merged(this, RecordSchema.fields(type));
    }

    /** The same with one more member that may be missing. */
    public Fields maybe(String name, Schema schema) {
      List<String> more = new java.util.ArrayList<>(optional);
      more.add(name);
      return new Fields(and(name, schema).members, more);
    }
  }

  /**
   * An object with a name: the document of the API has it once, and the types of the web page are
   * called by it.
   */
  record Titled(String title, Fields fields) implements Schema {}

  /** One of several objects. */
  record OneOf(List<Schema> choices) implements Schema {
    /** Copies. */
    public OneOf {
      choices = List.copyOf(choices);
    }
  }

  /**
   * What {@link Json#of} makes of a record; of a sealed interface, one of its records.
   *
   * @param type a record, or a sealed interface whose implementations are records
   */
  static Schema of(Class<?> type) {
    return RecordSchema.of(type);
  }

  /** An object without members so far. */
  static Fields fields() {
    return new Fields(Map.of(), List.of());
  }

  /** Any text. */
  static Schema text(String note) {
    return new Text(List.of(), note);
  }

  /** One of these words. */
  static Schema word(String... choices) {
    return new Text(List.of(choices), "");
  }

  /** Any finite number. */
  static Schema number(String note) {
    return new Decimal(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, note);
  }

  /**
   * Puts every schema with a name that is within this one, by its name.
   *
   * @throws IllegalStateException if one of another shape has that name already
   */
  default void name(Map<String, Schema> all) {
    switch (this) {
      case Titled(String title, Fields fields) -> {
        Schema other = all.put(title, fields);
        if (other == null) {
          fields.name(all);
        } else if (!other.equals(fields)) {
          throw new IllegalStateException("two records with other members are called " + title);
        }
      }
      case OrNull(Schema schema) -> schema.name(all);
      case OneOf(List<Schema> choices) -> choices.forEach(choice -> choice.name(all));
      case Array(Schema element, int _, int _) -> element.name(all);
      case Fields(Map<String, Schema> members, List<String> _) ->
          members.values().forEach(member -> member.name(all));
      case Text _, Decimal _, Whole _, Flag _, File _ -> {}
    }
  }

  /** Writes it as JSON Schema into an object that is open; one with a name as a reference. */
  default void write(Json out) {
    switch (this) {
      case Text(List<String> choices, String note) -> {
        out.text("type", "string");
        note(out, note);
        if (!choices.isEmpty()) {
          out.array("enum", a -> choices.forEach(a::text));
        }
      }
      case Decimal(double least, double most, String note) -> {
        out.text("type", "number");
        note(out, note);
        if (Double.isFinite(least)) {
          out.number("minimum", least, 6).number("maximum", most, 6);
        }
      }
      case Whole(String note) -> note(out.text("type", "integer").whole("minimum", 0), note);
      case Flag(String note) -> note(out.text("type", "boolean"), note);
      case File(String note) ->
          note(out.text("type", "string").text("contentMediaType", "image/*"), note);
      case OrNull(Schema schema) ->
          out.array("oneOf", a -> a.inArray(schema::write).inArray(o -> o.text("type", "null")));
      case OneOf(List<Schema> choices) ->
          out.array("oneOf", a -> choices.forEach(choice -> a.inArray(choice::write)));
      case Titled(String title, Fields _) -> out.text("$ref", "#/components/schemas/" + title);
      case Array(Schema element, int least, int most) -> {
        out.text("type", "array").whole("minItems", least).whole("maxItems", most);
        out.object("items", element::write);
      }
      case Fields(Map<String, Schema> members, List<String> optional) -> {
        out.text("type", "object").flag("additionalProperties", false);
        out.array(
            "required",
            a -> members.keySet().stream().filter(m -> !optional.contains(m)).forEach(a::text));
        out.object("properties", all(members));
      }
    }
  }

  private static Consumer<Json> all(Map<String, Schema> members) {
    return out -> members.forEach((name, schema) -> out.object(name, schema::write));
  }

  private static void note(Json out, String note) {
    if (!note.isEmpty()) {
      out.text("description", note);
    }
  }
}
