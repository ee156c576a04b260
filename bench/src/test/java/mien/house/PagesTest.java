package mien.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages say what is so: links lead somewhere, commands and modules exist. */
class PagesTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern GOAL = Pattern.compile("\\bmake ([a-z]+)\\b");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`|```.*?```", Pattern.DOTALL);

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Path page : pages()) {
      List<String> dead =
          LINK.matcher(Checkout.text(page))
              .results()
              .map(match -> match.group(1))
              .filter(link -> !link.contains("://"))
              .filter(link -> Files.notExists(page.resolveSibling(link)))
              .toList();
      assertThat(dead).as("links of " + page.getFileName()).isEmpty();
    }
  }

  @Test
  void goalsExist() throws IOException {
    String makefile = Checkout.text("Makefile");
    for (Path page : pages()) {
      List<String> unknown =
          CODE.matcher(Checkout.text(page))
              .results()
              .flatMap(code -> GOAL.matcher(code.group()).results())
              .map(match -> match.group(1))
              .filter(goal -> !makefile.contains("\n" + goal + ":"))
              .toList();
      assertThat(unknown).as("goals of " + page.getFileName()).isEmpty();
    }
  }

  @Test
  void ciRunsTheReadmesTestCommand() {
    assertThat(Checkout.text("README.md")).contains("\nmake check  ");
    assertThat(Checkout.text(".ci/run")).endsWith("\nexec make check\n");
  }

  @Test
  void theArchitecturePageNamesEveryModule() {
    String page = Checkout.text("ARCHITECTURE.md");
    assertThat(Checkout.modules())
        .allSatisfy(module -> assertThat(page).contains("\n| `" + module + "` |"));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Checkout.root());
        Stream<Path> docs = Files.walk(Checkout.root().resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
