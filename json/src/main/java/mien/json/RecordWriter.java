package mien.json;

import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Writes records as objects: texts, enums by their words, whole numbers, decimals, flags, times in
 * ISO 8601, lists, records, and {@code null} for an empty {@code Optional}.
 */
final class RecordWriter {

  private RecordWriter() {}

  /** The members of a record, into an object that is open. */
  static void members(Json out, Record record) {
    for (RecordShape.Part part : RecordShape.of(record.getClass()).parts()) {
      Object value = unwrapped(part.value(record));
      Member member = part.member();
      if (member.flat()) {
        if (value instanceof Record inner) {
          members(out, inner);
        }
      } else if (!NOTHING.equals(value) || !member.leftOut()) {
        write(out.name(part.name()), value, member);
      }
    }
  }

  /** What an empty {@code Optional} holds. */
  private static final Object NOTHING = Optional.empty();

  private static Object unwrapped(Object value) {
    return switch (value) {
      case Optional<?> some -> some.isPresent() ? some.get() : NOTHING;
      case OptionalInt some -> some.isPresent() ? some.getAsInt() : NOTHING;
      case OptionalLong some -> some.isPresent() ? some.getAsLong() : NOTHING;
      case OptionalDouble some -> some.isPresent() ? some.getAsDouble() : NOTHING;
      default -> value;
    };
  }

  private static void write(Json out, Object value, Member member) {
    switch (value) {
      case Optional<?> _ -> out.unknown();
      case String text -> out.text(text);
      case Enum<?> constant -> out.text(RecordShape.word(constant));
      case TemporalAccessor time -> out.text(time.toString());
      case TemporalAmount amount -> out.text(amount.toString());
      case Boolean flag -> out.flag(flag);
      case Integer whole -> out.whole(whole);
      case Long whole -> out.whole(whole);
      case Double number -> decimal(out, number, member);
      case List<?> list ->
          out.arrayInArray(all -> list.forEach(one -> write(all, unwrapped(one), member)));
      case float[] numbers -> numbers(out, numbers);
      case Record record -> out.inArray(object -> members(object, record));
      default ->
          throw new IllegalArgumentException(
              "no JSON is made of a " + value.getClass().getName() + ": turn it into a text");
    }
  }

  private static void decimal(Json out, double number, Member member) {
    if (member.decimals() >= 0) {
      out.number(number, member.decimals());
    } else {
      out.exact(number);
    }
  }

  private static void numbers(Json out, float[] numbers) {
    out.arrayInArray(
        all -> {
          for (float number : numbers) {
            all.exact(number);
          }
        });
  }
}
