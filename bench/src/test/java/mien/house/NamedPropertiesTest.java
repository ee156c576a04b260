package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The twelve properties of the compare contract: each has a test that carries its name word for
 * word, in Java or on the page, and tries at least 100 seeded inputs.
 */
class NamedPropertiesTest {

  private static final String FEATURE = "Feature: age-invariant-face-recognition, ";
  private static final int LEAST_TRIES = 100;
  private static final Pattern NAMED = Pattern.compile(Pattern.quote(FEATURE) + "Property \\d+: ");

  private static final Pattern JAVA_TRIES = Pattern.compile("int TRIES = ([\\d_]+);");
  private static final Pattern JAVA_LOOP =
      Pattern.compile(
          "new Random\\(\\d+\\).*?for \\(int i = 0; i < TRIES; i\\+\\+\\)", Pattern.DOTALL);
  private static final Pattern WEB_RUNS = Pattern.compile("\\{ numRuns: (\\d+), seed: \\d+ \\}");

  /** The text of one test: from where its name stands to where the next test begins. */
  private record Named(Path file, String source, String body) {

    /** How many seeded inputs it tries; 0 where that cannot be seen. */
    int tries() {
      return file.toString().endsWith(".java")
          ? JAVA_LOOP.matcher(body).find() ? number(JAVA_TRIES, source) : 0
          : body.contains("      RUNS,\n") ? number(WEB_RUNS, source) : number(WEB_RUNS, body);
    }

    private static int number(Pattern pattern, String text) {
      return pattern
          .matcher(text)
          .results()
          .map((MatchResult found) -> Integer.parseInt(found.group(1).replace("_", "")))
          .findFirst()
          .orElse(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Property 1: File format validation",
        "Property 2: File size validation",
        "Property 3: Age group classification correctness",
        "Property 4: Age rule engine — infant rejection",
        "Property 5: Age rule engine — non-infant allowance",
        "Property 6: L2 normalization invariant",
        "Property 7: Cosine similarity range for unit vectors",
        "Property 8: Threshold classification consistency",
        "Property 9: Successful comparison response completeness",
        "Property 10: Compare button enabled state",
        "Property 11: Frontend client-side file validation",
        "Property 12: Age rule symmetry"
      })
  void everyPropertyHasATestOfItsNameWithEnoughTries(String property) {
    List<Named> tests = tests(FEATURE + property + "\"");
    assertThat(tests).as(property).isNotEmpty();
    for (Named test : tests) {
      assertThat(test.tries())
          .as(property + " in " + test.file().getFileName())
          .isGreaterThanOrEqualTo(LEAST_TRIES);
    }
  }

  @Test
  void noTestCarriesTheNameOfAThirteenth() {
    int named = 0;
    for (Path file : sources()) {
      named += (int) NAMED.matcher(Checkout.text(file)).results().count();
    }
    // Property 8 is kept by the decision and over HTTP, property 10 by the state and on the page.
    assertThat(named).isEqualTo(14);
  }

  private static List<Named> tests(String name) {
    List<Named> tests = new ArrayList<>();
    for (Path file : sources()) {
      String source = Checkout.text(file);
      for (int at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1)) {
        // A name in a constant stands before the tests that use it; all of them count as its body.
        String rest = source.substring(at);
        boolean shared = source.substring(0, at - 1).stripTrailing().endsWith("PROPERTY =");
        String end = file.toString().endsWith(".java") ? "\n  @Test" : "\n  it(";
        int next = rest.indexOf(end, 1);
        tests.add(new Named(file, source, shared || next < 0 ? rest : rest.substring(0, next)));
      }
    }
    return tests;
  }

  private static List<Path> sources() {
    List<Path> sources = new ArrayList<>();
    Checkout.modules().forEach(module -> add(sources, module + "/src/test/java", ".java"));
    add(sources, "web/src", ".test.ts", ".test.tsx");
    sources.removeIf(file -> file.endsWith("NamedPropertiesTest.java"));
    return sources;
  }

  private static void add(List<Path> sources, String folder, String... endings) {
    Path root = Checkout.root().resolve(folder);
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .forEach(sources::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
