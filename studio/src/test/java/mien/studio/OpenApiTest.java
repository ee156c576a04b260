package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document of the API says what the server does. */
class OpenApiTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);

  private final ScriptedProvider provider = new ScriptedProvider();
  private TestStudio studio;

  @BeforeEach
  void start() {
    studio = TestStudio.over(provider);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  /** The answer's status is documented for the path, and its body is what is documented. */
  @SuppressWarnings("unchecked")
  private void fits(String method, String path, HttpResponse<String> answer) {
    Map<String, Object> at = SchemaCheck.resolved(TestStudio.json(studio.fetch("/openapi.json")));
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    String status = Integer.toString(answer.statusCode());
    for (String step : new String[] {"paths", path, method, "responses", status, "content", type}) {
      assertThat(at).as("the document has %s for %s", step, path).containsKey(step);
      at = (Map<String, Object>) at.get(step);
    }
    Object body = JsonText.read(answer.body());
    assertThat(SchemaCheck.problem((Map<String, Object>) at.get("schema"), body, "answer"))
        .isEmpty();
  }

  @Test
  void realAnswersFitTheDocument() {
    fits("get", "/health", studio.fetch("/health"));
    fits("get", "/api/v1/status", studio.fetch("/api/v1/status"));
    for (String path : List.of("/compare-faces", "/api/v1/compare")) {
      provider.find = _ -> faces(1, 30);
      fits("post", path, studio.post(path, Form.of(PNG, PNG)));
      fits("post", path, studio.post(path, Form.of(PNG, new byte[3])));
      provider.find = _ -> faces(0, 30);
      fits("post", path, studio.post(path, Form.of(PNG, PNG)));
      int before = provider.asked.get();
      provider.find = _ -> faces(1, provider.asked.get() == before + 1 ? 2 : 60);
      HttpResponse<String> rejected = studio.post(path, Form.of(PNG, PNG));
      assertThat(rejected.body()).contains("rejected");
      fits("post", path, rejected);
    }
    provider.find = _ -> faces(1, 30);
    provider.uncertainty = 30;
    provider.score = -0.5;
    fits("post", "/api/v1/compare", studio.post("/api/v1/compare", Form.of(PNG, PNG)));
  }

  @Test
  void theCheckItselfFindsWhatIsWrong() {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "required",
            List.of("a"),
            "properties",
            Map.of("a", Map.of("type", "boolean")));
    assertThat(SchemaCheck.problem(schema, Map.of("a", true), "x")).isEmpty();
    assertThat(SchemaCheck.problem(schema, Map.of("a", "true"), "x")).isPresent();
    assertThat(SchemaCheck.problem(schema, Map.of(), "x")).isPresent();
    assertThat(SchemaCheck.problem(schema, Map.of("a", true, "b", 1), "x")).isPresent();
    assertThat(SchemaCheck.problem(schema, Optional.empty(), "x")).isPresent();
  }

  @Test
  void thePageToTryItHasAFormForEveryRoute() {
    HttpResponse<String> page = studio.fetch("/api");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("action=\"/compare-faces\"", "action=\"/api/v1/compare\"", "name=\"image2\"")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void metricsCountWhatWasAnswered() {
    studio.post("/compare-faces", Form.of(PNG, PNG));
    studio.post("/compare-faces", Form.of(PNG, new byte[1]));
    String metrics = studio.fetch("/metrics").body();
    assertThat(metrics)
        .contains(
            "mien_http_requests_total{route=\"/compare-faces\",status=\"200\"} 1",
            "mien_http_requests_total{route=\"/compare-faces\",status=\"400\"} 1",
            "mien_http_request_seconds_count{route=\"/compare-faces\"} 2",
            "mien_comparisons_total{decision=\"same\"} 1",
            "mien_upload_bytes 0");
  }

  @Test
  void withoutItsPageTheServerSaysSoPlainly() {
    assertThat(studio.fetch("/").statusCode()).isEqualTo(200);
    for (String path :
        new String[] {"/nothing", "/../pom.xml", "/assets/%2e%2e/x.js", "/a.class"}) {
      HttpResponse<String> answer = studio.fetch(path);
      assertThat(answer.statusCode()).as(path).isIn(400, 404);
    }
  }
}
