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

/** The table of clauses names tests that exist, so that nobody relies on one that does not. */
class ClausesTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

  /** An annotation that makes a method a test, and whatever annotations stand after it. */
  private static final String BEFORE = "@(Parameterized)?Test\\s[^;]*?";

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> sources = testSources();
    List<MatchResult> named =
        NAMED.matcher(Checkout.text("docs/policies/clauses.md")).results().toList();
    assertThat(named).isNotEmpty();
    for (MatchResult test : named) {
      assertThat(sources.getOrDefault(test.group(1), ""))
          .as(test.group())
          .containsPattern(BEFORE + "void " + test.group(2) + "\\(");
    }
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
