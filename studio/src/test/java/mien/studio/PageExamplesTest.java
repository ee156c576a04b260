package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mien.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers that the page's own tests are made of fit the document of the API. */
class PageExamplesTest {

  /** The route that answers with each of the consent desk's examples, by how their names begin. */
  private static final List<Map.Entry<String, String>> DESK =
      List.of(
          Map.entry("policy", "get /api/v1/policy"),
          Map.entry("desk", "get /api/v1/desk"),
          Map.entry("subjects", "get /api/v1/subjects"),
          Map.entry("subject-created", "post /api/v1/subjects"),
          Map.entry("manifest", "get /api/v1/subjects/{id}"),
          Map.entry("consent-given", "post /api/v1/subjects/{id}/consent"),
          Map.entry("consent-withdrawn", "delete /api/v1/subjects/{id}/consent"),
          Map.entry("photo-kept", "post /api/v1/subjects/{id}/photo"),
          Map.entry("erased", "delete /api/v1/subjects/{id}/biometric"),
          Map.entry("erasure-unfinished", "delete /api/v1/subjects/{id}/biometric"),
          Map.entry("receipt", "get /api/v1/receipts/{receipt}"),
          Map.entry("sweep", "post /api/v1/sweep"),
          Map.entry("verified", "post /api/v1/subjects/{id}/verify"),
          Map.entry("audit-check", "post /api/v1/audit/check"),
          Map.entry("audit-heads", "get /api/v1/audit/heads"),
          Map.entry("audit-proof", "get /api/v1/audit/proof/{leaf}"),
          Map.entry("audit-consistency", "get /api/v1/audit/consistency"),
          Map.entry("audit", "get /api/v1/audit"),
          Map.entry("problem-text-changed", "post /api/v1/subjects/{id}/consent"),
          Map.entry("problem-taken", "post /api/v1/subjects"),
          Map.entry("problem-on-hold", "delete /api/v1/subjects/{id}/biometric"),
          Map.entry("problem", "post /api/v1/subjects/{id}/photo"));

  private static List<Path> examples(String slice) throws IOException {
    Path folder = SharedFiles.checkout().resolve("web/src/" + slice + "/examples").normalize();
    try (Stream<Path> files = Files.list(folder)) {
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
      document = SchemaCheck.resolved(TestStudio.json(studio.fetch("/openapi.json")));
    }
    assertThat(examples("compare")).hasSizeGreaterThan(8);
    for (Path file : examples("compare")) {
      String name = file.getFileName().toString().replace(".json", "");
      Object example = JsonText.read(Files.readString(file));
      assertThat(SchemaCheck.problem(schema(document, name, example), example, name)).isEmpty();
    }
  }

  /** What cannot be played without a broken disk, or somebody who holds the database open. */
  private static final Set<String> NOT_PLAYED = Set.of("problem-vault-fault", "erasure-unfinished");

  @Test
  void theConsentDesksAreWhatTheServerAnswered(@TempDir Path parent) throws Exception {
    Map<String, String> made = DeskExamples.made(parent);
    List<Path> files = examples("consent");
    if (System.getenv("MIEN_WRITE_EXAMPLES") != null) {
      for (Map.Entry<String, String> each : made.entrySet()) {
        Path file = files.getFirst().resolveSibling(each.getKey() + ".json");
        Files.writeString(file, PrettyJson.of(JsonText.read(each.getValue())) + "\n");
      }
    }
    Set<String> names = new TreeSet<>(NOT_PLAYED);
    names.addAll(made.keySet());
    assertThat(files).extracting(PageExamplesTest::name).containsExactlyInAnyOrderElementsOf(names);
    for (Path file : files) {
      String answer = made.get(name(file));
      if (answer != null) {
        assertThat(SameAnswer.of(PrettyJson.of(JsonText.read(Files.readString(file)))))
            .as(
                "%s: if the server is right, MIEN_WRITE_EXAMPLES=1 with this test writes it anew",
                file.getFileName())
            .isEqualTo(SameAnswer.of(PrettyJson.of(JsonText.read(answer))));
      }
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  @Test
  @SuppressWarnings("unchecked")
  void soIsEveryExampleOfTheConsentDesk(@TempDir Path parent) throws IOException {
    Map<String, Object> document;
    try (TestDesk desk = TestDesk.off(parent)) {
      document = desk.document();
    }
    assertThat(examples("consent")).hasSizeGreaterThan(40);
    for (Path file : examples("consent")) {
      String name = file.getFileName().toString().replace(".json", "");
      String[] route =
          DESK.stream()
              .filter(entry -> name.startsWith(entry.getKey()))
              .findFirst()
              .orElseThrow(() -> new AssertionError("whose answer is " + name + "?"))
              .getValue()
              .split(" ");
      Object example = JsonText.read(Files.readString(file));
      Map<String, Object> answers = step(step(document, "paths"), route[1], route[0], "responses");
      boolean problem = name.startsWith("problem");
      String status =
          problem
              ? ((Map<String, Object>) example).get("status").toString()
              : name.equals("erasure-unfinished")
                  ? "202"
                  : answers.containsKey("201") ? "201" : "200";
      String type = problem ? "application/problem+json" : "application/json";
      Map<String, Object> schema = step(answers, status, "content", type, "schema");
      assertThat(SchemaCheck.problem(schema, example, name)).isEmpty();
    }
  }
}
