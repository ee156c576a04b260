package mien.json;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

  private final Class<?> type;
  private final List<Part> parts;

  private RecordShape(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    this.type = type;
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
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
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

  /** A constant's own word, or its name in lower case. */
  static String word(Enum<?> constant) {
    for (String method : WORDS) {
      Method says = method(constant.getDeclaringClass(), method);
      if (says != null) {
        try {
          says.setAccessible(true);
          return (String) says.invoke(constant);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(says + " cannot be asked", e);
        }
      }
    }
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Method method(Class<?> type, String name) {
    try {
      Method found = type.getDeclaredMethod(name);
      return found.getReturnType() == String.class ? found : null;
    } catch (NoSuchMethodException _) {
      return null;
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
        (Member) annotation(Unsaid.class.getRecordComponents()[0].getAnnotations());

    private static Annotation annotation(Annotation[] all) {
      return all[0];
    }
  }
}
