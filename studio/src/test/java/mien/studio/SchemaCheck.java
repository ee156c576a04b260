package mien.studio;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a value against the JSON Schema that the document of the API gives for it: the part of the
 * language that the document uses, and an error for every other word.
 */
final class SchemaCheck {

  private SchemaCheck() {}

  /** A document in which every reference is replaced by what it refers to. */
  static Map<String, Object> resolved(Map<String, Object> document) {
    Map<?, ?> components = (Map<?, ?>) document.get("components");
    Map<String, Object> whole = new LinkedHashMap<>();
    document.forEach(
        (name, value) -> whole.put(name, resolved(value, (Map<?, ?>) components.get("schemas"))));
    return whole;
  }

  private static Object resolved(Object value, Map<?, ?> schemas) {
    return switch (value) {
      case Map<?, ?> map when map.get("$ref") instanceof String reference ->
          resolved(
              Objects.requireNonNull(
                  schemas.get(reference.replace("#/components/schemas/", "")), reference),
              schemas);
      case Map<?, ?> map -> {
        Map<Object, Object> inner = new LinkedHashMap<>();
        map.forEach((name, one) -> inner.put(name, resolved(one, schemas)));
        yield inner;
      }
      case List<?> list -> list.stream().map(one -> resolved(one, schemas)).toList();
      default -> value;
    };
  }

  /** What is wrong; empty when nothing is. */
  @SuppressWarnings("unchecked")
  static Optional<String> problem(Map<String, Object> schema, Object value, String at) {
    if (schema.get("oneOf") instanceof List<?> choices) {
      long fitting =
          choices.stream()
              .filter(c -> problem((Map<String, Object>) c, value, at).isEmpty())
              .count();
      return fitting == 1 ? Optional.empty() : Optional.of(at + " fits " + fitting + " choices");
    }
    return switch ((String) schema.get("type")) {
      case "null" -> when(!value.equals(Optional.empty()), at + " is not null");
      case "boolean" -> when(!(value instanceof Boolean), at + " is no boolean");
      case "string" ->
          when(
              !(value instanceof String)
                  || schema.get("enum") instanceof List<?> words && !words.contains(value),
              at + " is no such text: " + value);
      case "integer" ->
          when(
              !(value instanceof BigDecimal n) || n.scale() > 0 || n.signum() < 0,
              at + " is no whole number: " + value);
      case "number" -> when(!number(schema, value), at + " is no such number: " + value);
      case "array" -> array(schema, value, at);
      case "object" -> object(schema, value, at);
      default -> Optional.of(at + " has an unknown type in the schema");
    };
  }

  private static Optional<String> when(boolean wrong, String problem) {
    return wrong ? Optional.of(problem) : Optional.empty();
  }

  private static boolean number(Map<String, Object> schema, Object value) {
    return value instanceof BigDecimal n
        && (!(schema.get("minimum") instanceof BigDecimal least) || n.compareTo(least) >= 0)
        && (!(schema.get("maximum") instanceof BigDecimal most) || n.compareTo(most) <= 0);
  }

  @SuppressWarnings("unchecked")
  private static Optional<String> array(Map<String, Object> schema, Object value, String at) {
    int least = ((BigDecimal) schema.get("minItems")).intValueExact();
    int most = ((BigDecimal) schema.get("maxItems")).intValueExact();
    if (!(value instanceof List<?> list) || list.size() < least || list.size() > most) {
      return Optional.of(at + " is no list of " + least + " to " + most);
    }
    for (int i = 0; i < list.size(); i++) {
      Optional<String> wrong =
          problem((Map<String, Object>) schema.get("items"), list.get(i), at + "[" + i + "]");
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Optional<String> object(Map<String, Object> schema, Object value, String at) {
    if (!(value instanceof Map<?, ?> members)) {
      return Optional.of(at + " is no object");
    }
    for (Object name : (List<Object>) schema.get("required")) {
      if (!members.containsKey(name)) {
        return Optional.of(at + " lacks " + name);
      }
    }
    Map<String, Object> known = (Map<String, Object>) schema.get("properties");
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Object inner = known.get(member.getKey());
      if (inner == null) {
        return Optional.of(at + " has an unknown member " + member.getKey());
      }
      Optional<String> wrong =
          problem((Map<String, Object>) inner, member.getValue(), at + "." + member.getKey());
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }
}
