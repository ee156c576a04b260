package mien.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Java class that calls every public member of {@code core}, so that a compiler which
 * leaves out what is not called cannot leave out any of it. It is generated from the class files on
 * every run and so never goes stale; its calls are compiled, never run.
 */
final class CoreEntryPoint {

  private final List<JavaClass> types;
  private final StringBuilder fields = new StringBuilder();
  private final StringBuilder calls = new StringBuilder();
  private int count;

  private CoreEntryPoint(JavaClasses core) {
    this.types =
        core.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList();
  }

  /** The source of class {@code EveryMember} with {@code static void call()}. */
  static String source(JavaClasses core) {
    return new CoreEntryPoint(core).write();
  }

  private String write() {
    for (JavaClass type : types) {
      fields.append("  static %s %s;\n".formatted(name(type), holder(type)));
      type.getConstructors().stream().filter(CoreEntryPoint::open).forEach(this::construct);
      type.getMethods().stream().filter(CoreEntryPoint::open).forEach(this::call);
    }
    return """
        @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
        public final class EveryMember {
        %s
          static Object last;
          public static void call() {
        %s  }
        }
        """
        .formatted(fields, calls);
  }

  private void construct(JavaConstructor constructor) {
    JavaClass type = constructor.getOwner();
    if (!type.getModifiers().contains(JavaModifier.ABSTRACT)) {
      String made = "new %s(%s)".formatted(name(type), arguments(constructor));
      attempt(assigned(type, made));
    }
  }

  private void call(JavaMethod method) {
    JavaClass owner = method.getOwner();
    boolean isStatic = method.getModifiers().contains(JavaModifier.STATIC);
    String target = isStatic ? name(owner) : holder(owner);
    String call = "%s.%s(%s)".formatted(target, method.getName(), arguments(method));
    JavaClass result = method.getRawReturnType();
    if (result.isEquivalentTo(void.class)) {
      attempt(call + ";");
    } else if (types.contains(result)) {
      attempt(assigned(result, call));
    } else {
      attempt("last = " + call + ";");
    }
  }

  /** Keeps a value where calls on its type, and on the types it is a kind of, will find it. */
  private String assigned(JavaClass type, String value) {
    StringBuilder statement = new StringBuilder(holder(type) + " = " + value + ";");
    for (JavaClass wider : types) {
      if (!wider.equals(type) && type.isAssignableTo(wider.getName())) {
        statement.append(" %s = %s;".formatted(holder(wider), holder(type)));
      }
    }
    return statement.toString();
  }

  private void attempt(String statement) {
    count++;
    calls.append(
        "    try { %s } catch (Exception e%d) { last = e%d; }\n"
            .formatted(statement, count, count));
  }

  private String arguments(JavaCodeUnit unit) {
    List<String> arguments = new ArrayList<>();
    for (JavaType parameter : unit.getParameterTypes()) {
      arguments.add(value(parameter.toErasure()));
    }
    return String.join(", ", arguments);
  }

  private String value(JavaClass type) {
    if (types.contains(type)) {
      return holder(type);
    }
    return switch (type.getName()) {
      case "boolean" -> "last == null";
      case "byte", "short", "char", "int", "long", "float", "double" ->
          "(" + type.getName() + ") 1";
      case "java.lang.String" -> "\"a\"";
      case "java.util.List" -> "new java.util.ArrayList()";
      case "java.util.Set" -> "new java.util.HashSet()";
      case "java.util.Map" -> "new java.util.HashMap()";
      case "java.lang.Object" -> "last";
      default -> "(" + name(type) + ") null";
    };
  }

  private static boolean open(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !unit.getModifiers().contains(JavaModifier.BRIDGE);
  }

  private static String name(JavaClass type) {
    return type.isArray() ? name(type.getComponentType()) + "[]" : type.getName().replace('$', '.');
  }

  private static String holder(JavaClass type) {
    return "a" + type.getName().replace('.', '_').replace('$', '_');
  }
}
