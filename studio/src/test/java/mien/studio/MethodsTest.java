package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mien.studio.TestDesk.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each route has its methods and no others, whatever a request says that it wants to be. */
class MethodsTest {

  private static final List<String> ALL =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @TempDir Path folder;

  /** Every path of the document of the API, and those of the page, with every method. */
  @Test
  void everyOtherMethodIsRefusedWithThoseThatThereAre() throws IOException {
    try (TestDesk desk = TestDesk.over(folder, Setup.of("biometric_v1"))) {
      Map<String, Set<String>> routes = routes(desk);
      routes.put("/", new TreeSet<>(Set.of("GET", "HEAD")));
      routes.put("/api", new TreeSet<>(Set.of("GET", "HEAD")));
      assertThat(routes.size()).isGreaterThan(20);
      for (var route : routes.entrySet()) {
        String path = route.getKey().replaceAll("\\{[a-z_]+}", "0");
        for (String method : ALL) {
          if (!route.getValue().contains(method)) {
            HttpResponse<String> answer = ask(desk, method, path, Map.of());
            assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow"))
                .hasValue(String.join(", ", route.getValue()));
          }
        }
      }
      for (String method : ALL) {
        for (String path : List.of("/nothing", "/api/v1/subjects/0/nothing", "/api/v2/compare")) {
          HttpResponse<String> answer = ask(desk, method, path, Map.of());
          assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(404);
          assertThat(answer.headers().firstValue("Allow")).isEmpty();
        }
      }
    }
  }

  private static Map<String, Set<String>> routes(TestDesk desk) throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    Map<?, ?> document = (Map<?, ?>) TestStudio.json(ask(desk, "GET", "/openapi.json", Map.of()));
    ((Map<?, ?>) document.get("paths"))
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .keySet()
                    .forEach(
                        method -> {
                          Set<String> of =
                              all.computeIfAbsent(path.toString(), _ -> new TreeSet<>());
                          of.add(method.toString().toUpperCase(java.util.Locale.ROOT));
                          if (of.contains("GET")) {
                            of.add("HEAD");
                          }
                        }));
    return all;
  }

  /** A GET comes from any link: it must not become the DELETE that erases a person. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "x-http-method-override",
        "X-HTTP-Method",
        "X-Method-Override",
        "?_method",
        "?_METHOD"
      })
  void noRequestIsAnotherThanItSays(String way) throws IOException {
    try (TestDesk desk = TestDesk.over(folder, Setup.of("biometric_v1"))) {
      String path = desk.subject("kept");
      for (String method : List.of("GET", "POST", "HEAD")) {
        boolean query = way.startsWith("?");
        HttpResponse<String> answer =
            ask(
                desk,
                method,
                query ? path + way + "=DELETE" : path,
                query ? Map.of() : Map.of(way, "DELETE"));
        assertThat(answer.statusCode()).as(method).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        if (!method.equals("HEAD")) {
          assertThat(TestStudio.json(answer)).containsEntry("code", "request.method-override");
        }
      }
      // Asked for nothing but what it is, it is refused too: the framework is never asked.
      assertThat(ask(desk, "GET", path, Map.of("X-HTTP-Method", "GET")).statusCode())
          .isEqualTo(400);
      assertThat(ask(desk, "GET", path, Map.of()).body()).contains("\"safe_id\":\"kept\"");
    }
  }

  @Test
  void aFormsFieldForTheMethodIsAnUnknownField() throws IOException {
    try (TestStudio studio = TestStudio.over(new ScriptedProvider())) {
      byte[] png = TestStudio.picture("png", 24);
      HttpResponse<String> answer =
          studio.post("/compare-faces", Form.of(png, png).text("_method", "DELETE"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("_method");
    }
  }

  private static HttpResponse<String> ask(
      TestDesk desk, String method, String path, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(desk.uri(path)).method(method, BodyPublishers.noBody());
    headers.forEach(request::header);
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
