package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mien.studio.json.JsonText;
import org.junit.jupiter.api.Test;

/** The answers that the page's own tests are made of fit the document of the API. */
class PageExamplesTest {

  private static final Path FOLDER =
      SharedFiles.checkout().resolve("web/src/compare/examples").normalize();

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> step(Map<String, Object> from, String... names) {
    Map<String, Object> at = from;
    for (String name : names) {
      assertThat(at).containsKey(name);
      at = (Map<String, Object>) at.get(name);
    }
    return at;
  }

  /** The part of the document that an example of this name must fit. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> schema(
      Map<String, Object> document, String name, Object example) {
    Map<String, Object> paths = step(document, "paths");
    if (name.equals("status")) {
      return step(
          paths,
          "/api/v1/status",
          "get",
          "responses",
          "200",
          "content",
          "application/json",
          "schema");
    }
    boolean problem = name.startsWith("problem-");
    String status = problem ? ((Map<String, Object>) example).get("status").toString() : "200";
    String type = problem ? "application/problem+json" : "application/json";
    return step(paths, "/api/v1/compare", "post", "responses", status, "content", type, "schema");
  }

  @Test
  void everyExampleIsAnAnswerThatTheServerCouldGive() throws IOException {
    Map<String, Object> document;
    try (TestStudio studio = TestStudio.over(new ScriptedProvider())) {
      document = TestStudio.json(studio.fetch("/openapi.json"));
    }
    assertThat(examples()).hasSizeGreaterThan(8);
    for (Path file : examples()) {
      String name = file.getFileName().toString().replace(".json", "");
      Object example = JsonText.read(Files.readString(file));
      assertThat(SchemaCheck.problem(schema(document, name, example), example, name)).isEmpty();
    }
  }
}
