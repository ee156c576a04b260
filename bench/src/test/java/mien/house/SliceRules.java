package mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;

/** What keeps a slice of the studio a thing of its own. */
final class SliceRules {

  private static final String STUDIO = "mien.studio.";

  /** Packages of the studio that are no slice: every slice may use them. */
  private static final Set<String> FRAME = Set.of("frame", "http");

  private SliceRules() {}

  static HouseRule slicesNeverImportOneAnother() {
    return HouseRule.of(
        "slices of the studio never import one another",
        classes().should(stayInTheirSlice()),
        mien.studio.wrong.AsksAnotherSlice.class);
  }

  static HouseRule theFrameKnowsNoSlice() {
    return HouseRule.of(
        "the studio's frame knows no slice; StudioSlices alone lists them",
        noClasses()
            .that(resideInAnyPackage("mien.studio", "mien.studio.frame", "mien.studio.http"))
            .and(not(HouseRules.ownerNamed(Set.of("mien.studio.StudioSlices"))))
            .or(HouseRules.named(Set.of("mien.studio.wrong.AsksAnotherSlice")))
            .should()
            .dependOnClassesThat(aSlice()),
        mien.studio.wrong.AsksAnotherSlice.class);
  }

  /** Records become JSON by their components: ADR 8. Nothing else looks at classes. */
  static HouseRule onlyJsonLooksAtClasses() {
    return HouseRule.of(
        "only mien.json looks at classes while it runs",
        noClasses()
            .that(resideOutsideOfPackage("mien.json"))
            .and(resideOutsideOfPackage("mien.bench.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.lang.reflect..")),
        mien.engine.wrong.LooksAtClasses.class);
  }

  private static DescribedPredicate<JavaClass> aSlice() {
    return describe("of a slice", type -> slice(type.getPackageName()).isPresent());
  }

  private static Optional<String> slice(String name) {
    if (!name.startsWith(STUDIO)) {
      return Optional.empty();
    }
    String first = name.substring(STUDIO.length()).replaceFirst("\\..*", "");
    return FRAME.contains(first) ? Optional.empty() : Optional.of(first);
  }

  private static ArchCondition<JavaClass> stayInTheirSlice() {
    return new ArchCondition<>("not depend on another slice") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Optional<String> mine = slice(type.getPackageName());
        if (mine.isEmpty()) {
          return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          Optional<String> theirs = slice(dependency.getTargetClass().getPackageName());
          if (theirs.isPresent() && !theirs.equals(mine)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }
}
