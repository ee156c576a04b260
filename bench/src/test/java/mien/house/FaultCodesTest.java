package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mien.core.FaultCode;
import mien.core.FaultCode.Kind;
import mien.studio.http.Problems;
import org.junit.jupiter.api.Test;

/** Every code of a fault: one meaning, one row on its page, and a place that throws it. */
class FaultCodesTest {

  private static final JavaClasses HOUSE = ArchitectureTest.production();

  private static final Pattern TEXT = Pattern.compile("[a-z]+(\\.[a-z]+(-[a-z]+)*)?");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\|");

  /** What a client of the API can do something about by itself. */
  private static final Set<Kind> FOR_CLIENTS =
      EnumSet.of(
          Kind.UNIDENTIFIED, Kind.FORBIDDEN, Kind.ABSENT, Kind.SLOW, Kind.CONFLICT, Kind.UNFIT);

  private static List<JavaClass> enums() {
    return HOUSE.stream()
        .filter(type -> type.isAssignableTo(FaultCode.class) && !type.isInterface())
        // Never shipped, so no user meets its codes.
        .filter(type -> !type.getPackageName().startsWith("mien.testkit"))
        .toList();
  }

  private static List<FaultCode> codes() {
    return enums().stream()
        .flatMap(type -> Arrays.stream(type.reflect().getEnumConstants()))
        .map(FaultCode.class::cast)
        .toList();
  }

  @Test
  void everyModuleHasSome() {
    assertThat(enums()).allMatch(JavaClass::isEnum);
    assertThat(enums().stream().map(type -> type.getPackageName().split("\\.", -1)[1]))
        .contains("core", "engine", "vault", "studio", "cli");
  }

  @Test
  void noTwoHaveTheSameText() {
    assertThat(codes()).extracting(FaultCode::text).doesNotHaveDuplicates();
    assertThat(codes()).allSatisfy(code -> assertThat(code.text()).matches(TEXT));
  }

  @Test
  void thePageOfTheCodesHasARowForEachAndNoOther() {
    String page = Checkout.text("docs/faults.md");
    assertThat(codes())
        .allSatisfy(
            code ->
                assertThat(page)
                    .contains("| `" + code.text() + "` | " + Problems.status(code.kind()) + " | "));
    assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(codes().stream().map(FaultCode::text).toList());
  }

  @Test
  void theApiPageNamesWhatAClientCanActOn() {
    String page = Checkout.text("docs/api.md");
    assertThat(codes())
        .filteredOn(code -> FOR_CLIENTS.contains(code.kind()))
        .filteredOn(code -> !code.getClass().getPackageName().startsWith("mien.cli"))
        .hasSizeGreaterThan(20)
        .allSatisfy(code -> assertThat(page).contains("`" + code.text() + "`"));
  }

  /** A sentence for strangers takes the place of a message, so it names no folder and no server. */
  @Test
  void onlyFaultsOfTheInstallationHaveASentenceForStrangers() {
    assertThat(codes())
        .filteredOn(code -> code.sentence().isPresent())
        .isNotEmpty()
        .allSatisfy(code -> assertThat(code.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void eachIsThrownSomewhere() {
    List<String> idle =
        enums().stream()
            .flatMap(type -> type.getFields().stream().filter(field -> constant(type, field)))
            .filter(
                field ->
                    field.getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().equals(field.getOwner())))
            .map(JavaField::getFullName)
            .toList();
    assertThat(idle).isEmpty();
  }

  private static boolean constant(JavaClass type, JavaField field) {
    return field.getRawType().equals(type);
  }
}
