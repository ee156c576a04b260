package mien.json;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.core.MienException;
import org.jspecify.annotations.Nullable;

/** Makes a record of an object that a client sent: nothing unknown, nothing missing, no guess. */
final class RecordReader {

  private RecordReader() {}

  /**
   * Makes the record.
   *
   * @throws MienException USER {@code json.member} with the rule of the first member that breaks
   *     it, or with what the record's constructor refused
   */
  static Object read(Class<?> type, Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      throw wrong("the body", "an object");
    }
    RecordShape shape = RecordShape.of(type);
    TreeSet<String> unknown =
        members.keySet().stream()
            .map(String::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Object> values = new ArrayList<>();
    for (RecordShape.Part part : shape.parts()) {
      unknown.remove(part.name());
      values.add(component(part, members.get(part.name())));
    }
    if (!unknown.isEmpty()) {
      String known =
          shape.parts().stream().map(RecordShape.Part::name).collect(Collectors.joining(", "));
      throw new MienException(
          JsonFault.MEMBER, "The body has a member that is not known: it takes " + known + ".");
    }
    try {
      return shape.make(values);
    } catch (IllegalArgumentException e) {
      throw new MienException(JsonFault.MEMBER, String.valueOf(e.getMessage()), e);
    }
  }

  private static Object component(RecordShape.Part part, @Nullable Object value) {
    Class<?> raw = RecordSchema.raw(part.type());
    boolean nothing = value == null || value.equals(Optional.empty());
    if (!RecordSchema.isOptional(part.type())) {
      if (nothing) {
        throw wrong("'" + part.name() + "'", "there");
      }
      return value(part.type(), value, part.name());
    }
    if (raw == OptionalInt.class) {
      return nothing ? OptionalInt.empty() : OptionalInt.of((int) whole(value, part.name(), 32));
    }
    if (raw == OptionalLong.class) {
      return nothing ? OptionalLong.empty() : OptionalLong.of(whole(value, part.name(), 64));
    }
    if (raw == OptionalDouble.class) {
      return nothing ? OptionalDouble.empty() : OptionalDouble.of(decimal(value, part.name()));
    }
    return nothing
        ? Optional.empty()
        : Optional.of(value(RecordSchema.inner(part.type()), value, part.name()));
  }

  private static Object value(Type type, @Nullable Object value, String name) {
    Class<?> raw = RecordSchema.raw(type);
    if (raw == String.class && value instanceof String text) {
      return text;
    }
    if (raw.isEnum() && value instanceof String text) {
      return word(raw, text, name);
    }
    if ((raw == boolean.class || raw == Boolean.class) && value instanceof Boolean flag) {
      return flag;
    }
    if (raw == int.class || raw == Integer.class) {
      return (int) whole(value, name, 32);
    }
    if (raw == long.class || raw == Long.class) {
      return whole(value, name, 64);
    }
    if (raw == double.class || raw == Double.class) {
      return decimal(value, name);
    }
    if (raw == List.class && value instanceof List<?> list) {
      return list.stream().map(one -> value(RecordSchema.argument(type), one, name)).toList();
    }
    if (raw.isRecord() && value != null) {
      return read(raw, value);
    }
    throw wrong("'" + name + "'", kind(raw));
  }

  private static Object word(Class<?> type, String text, String name) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> RecordShape.word((Enum<?>) constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "'" + name + "'",
                    Stream.of(type.getEnumConstants())
                        .map(constant -> RecordShape.word((Enum<?>) constant))
                        .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private static long whole(@Nullable Object value, String name, int bits) {
    try {
      if (value instanceof BigDecimal number) {
        return bits == 32 ? number.intValueExact() : number.longValueExact();
      }
    } catch (ArithmeticException _) {
      // Said below.
    }
    throw wrong("'" + name + "'", "a whole number of " + bits + " bits");
  }

  private static double decimal(@Nullable Object value, String name) {
    if (value instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong("'" + name + "'", "a number");
  }

  private static String kind(Class<?> raw) {
    return raw == String.class || raw.isEnum()
        ? "a text"
        : raw == List.class ? "a list" : raw.isRecord() ? "an object" : "true or false";
  }

  /** The value itself may be private. */
  private static MienException wrong(String what, String rule) {
    return new MienException(
        JsonFault.MEMBER, "In the JSON of this request " + what + " must be " + rule + ".");
  }
}
