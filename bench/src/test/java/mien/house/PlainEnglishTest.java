package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people read is written in plain American English, and files stay short. */
class PlainEnglishTest {

  private static final int MOST_LINES = 400;

  private static final Pattern STILTED =
      Pattern.compile("(?i)(?<![a-z])(nobody|somebody|anybody|everybody|whoever|anew)(?![a-z])");

  /** Texts that people signed: their hash stands in releases, so no letter of them changes. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "docs/policies/biometric_consent_template_v\\d+\\.md|.*/policies/.*_v\\d+\\..*");

  private static final Set<String> PROSE = Set.of("java", "md", "sh", "ts", "tsx", "mjs", "sql");

  @Test
  void noShippedTextUsesTheWordsThatTheStyleRulesOut() {
    List<String> found = new ArrayList<>();
    for (String file : Checkout.tracked()) {
      if (isShipped(file) && !SIGNED.matcher(file).matches()) {
        List<String> lines = Checkout.text(file).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          if (STILTED.matcher(lines.get(i)).find()) {
            found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void noSourceFileIsLongerThanFourHundredLines() {
    assertThat(Checkout.tracked())
        .filteredOn(file -> file.endsWith(".java") || file.matches("web/.*\\.tsx?"))
        .allSatisfy(
            file ->
                assertThat(Checkout.text(file).lines().count())
                    .as(file)
                    .isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void theWordsAreFoundWhereTheyAre() {
    assertThat("{@code NOBODY} asks").containsPattern(STILTED);
    assertThat("new Guesser.Nobody()").containsPattern(STILTED);
    assertThat("a manewal").doesNotContainPattern(STILTED);
  }

  /** Tests may name a user {@code nobody}; this file and the list of sentences name the words. */
  private static boolean isShipped(String file) {
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return (PROSE.contains(ending) || !file.contains("."))
        && !file.contains("/src/test/")
        && !file.startsWith("web/e2e/")
        && !file.matches("web/.*\\.test\\.tsx?")
        && !file.equals("LICENSE");
  }
}
