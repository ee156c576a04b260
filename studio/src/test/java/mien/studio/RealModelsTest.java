package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import mien.engine.EngineConfig;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.Test;

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
    EngineConfig engine = SharedFiles.engine().withThreads(1).withQueue(8);
    return Studio.start(StudioConfig.of(HttpSettings.loopback(0), engine, "test"));
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
      assertThat(rate.get("calibration").toString()).contains("LFW");
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

  @Test
  void itStartsWithoutModelsAndSaysWhichIsMissing() {
    EngineConfig engine = EngineConfig.of(List.of(java.nio.file.Path.of("no-such-folder")));
    try (Studio studio = Studio.start(StudioConfig.of(HttpSettings.loopback(0), engine, "test"))) {
      assertThat(studio.missing().orElse("")).contains("mien models pull");
      assertThat(studio.provider().loaded()).isFalse();
    }
  }
}
