package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows and fences of {@code ARCHITECTURE.md}, held on the class files of every module. */
class ArchitectureTest {

  private static final JavaClasses HOUSE = production();

  static List<HouseRule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(HouseRule rule) {
    rule.rule().check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void refusesWhatBreaksItOnPurpose(HouseRule rule) {
    assertThat(rule.offenders()).as("offenders of: " + rule).isNotEmpty();
    JavaClasses offenders =
        new ClassFileImporter().importClasses(rule.offenders().toArray(Class[]::new));
    assertThat(rule.rule().evaluate(offenders).hasViolation()).as(rule.name()).isTrue();
  }

  @Test
  void everyModuleIsSeen() {
    Set<String> seen =
        HOUSE.stream()
            .map(type -> type.getPackageName().split("\\.", -1)[1])
            .collect(Collectors.toSet());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(Checkout.modules());
  }

  static JavaClasses production() {
    List<Path> folders =
        Checkout.modules().stream()
            .map(module -> Checkout.root().resolve(module).resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludePackageInfos())
        .withImportOption(location -> location.contains("/mien/"))
        .importPaths(folders);
  }
}
