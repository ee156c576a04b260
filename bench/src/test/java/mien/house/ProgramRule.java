package mien.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static mien.house.HouseRules.named;
import static mien.house.HouseRules.ownerNamed;

import java.util.Set;

/** Which classes may start a program. */
final class ProgramRule {

  private ProgramRule() {}

  static HouseRule programsStartInNamedClasses() {
    return HouseRule.of(
        "only NpmClient, ChildProcess and the browser opener start a program",
        noClasses()
            .that(
                resideOutsideOfPackages("mien.bench..")
                    .and(
                        not(
                            ownerNamed(
                                Set.of(
                                    // Asks the user's npm for tarballs; runs nothing of them.
                                    "mien.engine.model.NpmClient",
                                    // Asks the program that an operator named for guesses.
                                    "mien.studio.consent.ChildProcess",
                                    "mien.cli.serve.Browser")))))
            .should()
            .dependOnClassesThat(named(Set.of("java.lang.ProcessBuilder"))),
        mien.engine.wrong.StartsAProgram.class);
  }
}
