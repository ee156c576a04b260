package mien.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The components of a record as JSON members. The one class of mien that looks at classes while it
 * runs: ADR 8 says why. Computed once for a class; for any number of threads.
 */
final class RecordShape {

  /** Methods by which an enum says its own word; the first that is there counts. */
  private static final List<String> WORDS = List.of("word", "label", "code");

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  /** The method by which the constants of an enum say their word, if they have one. */
  private static final ClassValue<Optional<Method>> SAYING =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return WORDS.stream()
              .flatMap(
                  word ->
                      Arrays.stream(type.getDeclaredMethods())
                          .filter(method -> method.getName().equals(word))
                          .filter(method -> method.getParameterCount() == 0)
                          .filter(method -> method.getReturnType() == String.class))
              .findFirst()
              .map(
                  method -> {
                    method.setAccessible(true);
                    return method;
                  });
        }
      };

  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<Part> parts;

  private RecordShape(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    this.type = type;
    this.constructor = constructor(type);
    List<Part> found = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Member told = component.getAnnotation(Member.class);
      Member member = told == null ? Unsaid.MEMBER : told;
      String name = member.name().isEmpty() ? snakeCase(component.getName()) : member.name();
      found.add(new Part(name, component.getGenericType(), member, accessor));
    }
    this.parts = List.copyOf(found);
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /**
   * A member.
   *
   * @param name in JSON
   * @param type of the component
   * @param member what the type does not say
   */
  record Part(String name, Type type, Member member, Method accessor) {

    Object value(Record of) {
      try {
        return accessor.invoke(of);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(accessor + " cannot be read", e);
      }
    }
  }

  List<Part> parts() {
    return parts;
  }

  /** The schema's title. */
  String name() {
    return type.getSimpleName();
  }

  /**
   * Makes the record.
   *
   * @param values of the components, in their order
   * @throws RuntimeException that its constructor throws
   */
  Object make(List<Object> values) {
    try {
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(type + " cannot be made", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> found = type.getDeclaredConstructor(types);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  /** A constant's own word, or its name in lower case. */
  static String word(Enum<?> constant) {
    Optional<Method> says = SAYING.get(constant.getDeclaringClass());
    if (says.isEmpty()) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    try {
      return (String) says.get().invoke(constant);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(says.get() + " cannot be asked", e);
    }
  }

  /** {@code photoBytes} as {@code photo_bytes}; digits stay where they are. */
  static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (Character.isUpperCase(letter)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(letter));
    }
    return snake.toString();
  }

  /** A component without an annotation. */
  private record Unsaid(@Member String none) {
    static final Member MEMBER =
        Objects.requireNonNull(
            Unsaid.class.getRecordComponents()[0].getAnnotation(Member.class), "its annotation");
  }
}
