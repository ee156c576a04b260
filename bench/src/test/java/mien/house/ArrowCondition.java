package mien.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** A class of module {@code mien.X} depends on its own module and on those that X may see. */
final class ArrowCondition extends ArchCondition<JavaClass> {

  private final Map<String, Set<String>> arrows;

  ArrowCondition(Map<String, Set<String>> arrows) {
    super("follow the arrows " + arrows);
    this.arrows = Map.copyOf(arrows);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    String from = module(type);
    Set<String> seen = arrows.get(from);
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String to = module(dependency.getTargetClass());
      boolean ours = !to.isEmpty() && !to.equals(from);
      if (ours && (seen == null || !seen.contains(to))) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  /** The second part of {@code mien.X...}; empty for everything that is not ours. */
  private static String module(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 1 && parts[0].equals("mien") ? parts[1] : "";
  }
}
