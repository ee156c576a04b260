package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mien.engine.EngineConfig;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with real weights and real photos. */
class RealModelsTest {

  static Map<String, Object> ask(Studio studio, String path, Form form)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + studio.port() + path);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer =
          client.send(form.post(uri).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return TestStudio.json(answer);
    }
  }

  private static Form photos(String first, String second) {
    return new Form()
        .file("image1", "a.jpg", SharedFiles.photo(first))
        .file("image2", "b.jpg", SharedFiles.photo(second));
  }

  private static Studio studio() {
    EngineConfig engine = SharedFiles.engine().withCapacity(c -> c.withThreads(1).withQueue(8));
    return Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"));
  }

  @Test
  void onePersonIsTheSameAndTwoAreNot() throws Exception {
    try (Studio studio = studio()) {
      assertThat(studio.missing()).isEmpty();
      Form same = photos("lfw/Abel_Pacheco_0001.jpg", "lfw/Abel_Pacheco_0004.jpg");
      assertThat(ask(studio, "/compare-faces", same)).containsEntry("result", "same_person");
      Form other = photos("lfw/Abel_Pacheco_0001.jpg", "lfw/Akhmed_Zakayev_0001.jpg");
      Map<String, Object> different = ask(studio, "/compare-faces", other);
      assertThat(different).containsEntry("result", "different_person");
      Map<String, Object> full = ask(studio, "/api/v1/compare", same.text("select", "largest"));
      assertThat(full).containsEntry("provider", "local").containsEntry("synthetic", false);
      Map<?, ?> rate = (Map<?, ?>) full.get("false_match_rate");
      assertThat(((BigDecimal) rate.get("rate")).doubleValue()).isBetween(0.0, 1.0);
      assertThat(rate.get("calibration").toString()).as("the worse set").contains("FairFace");
      assertThat(full.get("strangers").toString()).contains("LFW", "FairFace");
      assertThat((List<?>) full.get("photos")).hasSize(2);
      Map<String, Object> best =
          ask(
              studio,
              "/api/v1/compare",
              photos("lfw/Abel_Pacheco_0001.jpg", "lfw/Abel_Pacheco_0004.jpg")
                  .text("select", "all"));
      assertThat(best).containsEntry("decision", full.get("decision"));
    }
  }

  /** Faces are found and described, but nothing can be compared: so it is not loaded. */
  @Test
  void withoutAModelForAgesItIsNotLoaded(@TempDir Path some) throws Exception {
    for (String name : List.of("yunet_n_dynamic.onnx", "edgeface_xs_512.onnx")) {
      Files.createSymbolicLink(some.resolve(name), SharedFiles.models().resolve(name));
    }
    EngineConfig engine =
        EngineConfig.of(List.of(some)).withCapacity(c -> c.withThreads(1).withQueue(8));
    try (Studio studio =
            Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(body(client, studio, "/health")).contains("\"model_loaded\":false");
      assertThat(body(client, studio, "/api/v1/status"))
          .contains("\"loaded\":false", "Models are missing. Run: mien models pull registry")
          .doesNotContain(some.toString());
      byte[] photo = SharedFiles.photo("lfw/Abel_Pacheco_0001.jpg");
      HttpResponse<String> refused =
          client.send(
              Form.of(photo, photo)
                  .post(URI.create("http://127.0.0.1:" + studio.port() + "/api/v1/compare"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
      assertThat(refused.body())
          .contains("Models are missing. Run: mien models pull registry")
          .doesNotContain(some.toString());
    }
  }

  private static String body(HttpClient client, Studio studio, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + studio.port() + path);
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void itStartsWithoutModelsAndSaysWhichIsMissing() {
    EngineConfig engine = EngineConfig.of(List.of(java.nio.file.Path.of("no-such-folder")));
    try (Studio studio =
        Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"))) {
      assertThat(studio.missing().orElse("")).contains("mien models pull");
    }
  }
}
