package mien.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** How classes are named, and that packages have no cycle. */
final class ShapeRules {

  private ShapeRules() {}

  static HouseRule valuesHaveNoGetters() {
    return HouseRule.of(
        "nothing public is called getSomething",
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("mien.core..", "mien.engine..", "mien.vault..")
            .should()
            .haveNameNotMatching("get[A-Z].*"),
        mien.engine.wrong.FaceManager.class);
  }

  static HouseRule namesSayWhatThingsAre() {
    return HouseRule.of(
        "no class is a Util, Helper, Manager or Impl",
        noClasses()
            .that()
            .resideInAPackage("mien..")
            .should()
            .haveNameMatching(".*(Utils?|Helper|Manager|Impl)"),
        mien.engine.wrong.FaceManager.class);
  }

  static HouseRule noCycles() {
    return HouseRule.of(
        "the packages of a module depend on one another without cycles",
        slices().assignedFrom(new Subpackages()).should().beFreeOfCycles(),
        mien.engine.wrong.there.There.class,
        mien.engine.wrong.here.Here.class);
  }

  /**
   * One slice a package, the root of a module included: a façade there may use the others, and they
   * must not use it.
   */
  private static final class Subpackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] parts = type.getPackageName().split("\\.", -1);
      boolean ours = parts.length > 1 && parts[0].equals("mien");
      if (!ours) {
        return SliceIdentifier.ignore();
      }
      if (parts.length == 2) {
        return SliceIdentifier.of(parts[1], "");
      }
      // The session is the hidden half of the model package: ModelStore opens it, it fulfils
      // LoadedModel.
      if (parts[1].equals("engine") && parts[2].equals("onnx")) {
        parts[2] = "model";
      }
      String deeper = parts[2].equals("wrong") && parts.length > 3 ? "." + parts[3] : "";
      return SliceIdentifier.of(parts[1], parts[2] + deeper);
    }

    @Override
    public String getDescription() {
      return "packages of modules";
    }
  }
}
