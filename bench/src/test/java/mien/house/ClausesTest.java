package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of clauses claims nothing without a test that exists. */
class ClausesTest {

  private static final String PAGE = "docs/policies/clauses.md";

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  /** An annotation that makes a method a test, and whatever annotations stand after it. */
  private static final String BEFORE =
      "@(Parameterized)?Test(Factory)?\\s(?:(?!void |\\};?\\s+@Test)[\\s\\S])*?";

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> sources = testSources();
    List<MatchResult> named = NAMED.matcher(Checkout.text(PAGE)).results().toList();
    assertThat(named).isNotEmpty();
    for (MatchResult test : named) {
      assertThat(sources.getOrDefault(test.group(1), ""))
          .as(test.group())
          .containsPattern(BEFORE + "(void|Stream<DynamicTest>) " + test.group(2) + "\\(");
    }
  }

  @Test
  void everyRowHasATestOrSaysThatNothingKeepsIt() {
    List<String> rows = Checkout.text(PAGE).lines().filter(line -> line.startsWith("| ")).toList();
    assertThat(rows).hasSizeGreaterThan(30);
    assertThat(bare(rows)).isEmpty();
    assertThat(bare(List.of("| 1 | that | it does | |", "| 2 | that | *yours* | |")))
        .containsExactly("| 1 | that | it does | |");
  }

  /** Rows that claim something and name nothing that shows it. */
  private static List<String> bare(List<String> rows) {
    return rows.stream()
        .filter(row -> !row.startsWith("| ---") && !row.endsWith("| what shows it |"))
        .filter(
            row -> {
              String[] cells = row.split("\\|", -1);
              assertThat(cells).as(row).hasSize(6);
              boolean admitted = cells[3].contains("*yours*") || cells[3].contains("*not yet*");
              return !admitted && !NAMED.matcher(cells[4]).find();
            })
        .toList();
  }

  private static Map<String, String> testSources() throws IOException {
    Path root = Checkout.root();
    List<Path> files = new ArrayList<>();
    for (String module : Checkout.modules()) {
      Path folder = root.resolve(module).resolve("src/test/java");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.walk(folder)) {
          found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
      }
    }
    return files.stream()
        .collect(
            Collectors.toMap(
                file -> file.getFileName().toString().replace(".java", ""),
                Checkout::text,
                (one, other) -> one + other));
  }
}
