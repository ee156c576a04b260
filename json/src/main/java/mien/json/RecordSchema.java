package mien.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What {@link RecordWriter} writes of a record, as a schema. */
final class RecordSchema {

  private RecordSchema() {}

  /** Of a record, or of a sealed interface whose implementations are records. */
  static Schema of(Class<?> type) {
    if (type.isRecord()) {
      return fields(type).titled(RecordShape.of(type).name());
    }
    if (type.isSealed()) {
      return new Schema.OneOf(
          Arrays.stream(type.getPermittedSubclasses()).map(RecordSchema::of).toList());
    }
    throw new IllegalArgumentException(type + " is no record and no choice of records");
  }

  static Schema.Fields fields(Class<?> type) {
    Schema.Fields fields = Schema.fields();
    for (RecordShape.Part part : RecordShape.of(type).parts()) {
      Member member = part.member();
      boolean optional = isOptional(part.type());
      if (member.flat()) {
        fields = merged(fields, fields(raw(optional ? argument(part.type()) : part.type())));
      } else if (member.leftOut() && optional) {
        fields = fields.maybe(part.name(), schema(inner(part.type()), member));
      } else {
        Schema inner = schema(inner(part.type()), member);
        fields = fields.and(part.name(), optional ? new Schema.OrNull(inner) : inner);
      }
    }
    return fields;
  }

  static Schema.Fields merged(Schema.Fields into, Schema.Fields more) {
    Schema.Fields all = into;
    for (var member : more.members().entrySet()) {
      all =
          more.optional().contains(member.getKey())
              ? all.maybe(member.getKey(), member.getValue())
              : all.and(member.getKey(), member.getValue());
    }
    return all;
  }

  private static Schema schema(Type type, Member member) {
    Class<?> raw = raw(type);
    String note = member.value();
    if (raw == String.class) {
      return new Schema.Text(List.of(member.words()), note);
    }
    if (raw.isEnum()) {
      return new Schema.Text(words(raw), note);
    }
    if (TemporalAccessor.class.isAssignableFrom(raw)
        || TemporalAmount.class.isAssignableFrom(raw)) {
      return Schema.text(note);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return new Schema.Flag(note);
    }
    if (whole(raw)) {
      return new Schema.Whole(note);
    }
    if (raw == double.class || raw == Double.class || raw == OptionalDouble.class) {
      double[] ends = member.within();
      return ends.length == 2 ? new Schema.Decimal(ends[0], ends[1], note) : Schema.number(note);
    }
    if (raw == float[].class) {
      return new Schema.Array(Schema.number(note), 0, Integer.MAX_VALUE);
    }
    if (raw == List.class) {
      return new Schema.Array(schema(argument(type), member), member.size()[0], member.size()[1]);
    }
    return of(raw);
  }

  private static List<String> words(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> RecordShape.word((Enum<?>) constant))
        .toList();
  }

  private static boolean whole(Class<?> raw) {
    return raw == int.class
        || raw == long.class
        || raw == Integer.class
        || raw == Long.class
        || raw == OptionalInt.class
        || raw == OptionalLong.class;
  }

  static boolean isOptional(Type type) {
    Class<?> raw = raw(type);
    return raw == Optional.class
        || raw == OptionalInt.class
        || raw == OptionalLong.class
        || raw == OptionalDouble.class;
  }

  /** What an {@code Optional} may hold; any other type itself. */
  static Type inner(Type type) {
    return raw(type) == Optional.class ? argument(type) : type;
  }

  static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }
}
