package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mien.engine.EngineConfig;
import mien.engine.image.PhotoLimits;
import mien.studio.compare.ComparePlan;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.OpenAiFaceProvider;
import mien.studio.compare.VisionKey;
import mien.studio.compare.VisionServer;
import mien.studio.compare.VisionSettings;
import mien.studio.http.HttpSettings;
import org.junit.jupiter.api.Test;

/** The whole server with the openai provider, over a service that is well, slow, wrong, absent. */
class OpenAiOverHttpTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 640);
  private static final String CONTRACT = "External AI provider error. Falling back or retrying.";

  private final ScriptedProvider local = new ScriptedProvider();

  /** One try, so that no test waits for pauses. */
  private static VisionSettings settings(URI base, Duration read, boolean fallback) {
    Duration long5 = Duration.ofMinutes(5);
    return new VisionSettings(
        base, "a-model", VisionKey.NONE, long5, read, long5, 1, fallback, 0.5);
  }

  private TestStudio studio(URI base, boolean fallback) {
    return studio(base, Duration.ofMinutes(2), fallback);
  }

  private TestStudio studio(URI base, Duration read, boolean fallback) {
    FaceProvider provider =
        OpenAiFaceProvider.open(settings(base, read, fallback), local, PhotoLimits.DEFAULT);
    return TestStudio.over(provider);
  }

  private static VisionServer well() throws IOException {
    return new VisionServer(
        VisionServer.says("{\"age\":31}"),
        VisionServer.says("{\"age\":33}"),
        VisionServer.says("{\"similarity\":0.83}"));
  }

  private static URI nobody() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/v1");
    }
  }

  private static Map<String, Object> full(TestStudio studio) {
    HttpResponse<String> answer = studio.post("/api/v1/compare", Form.of(PHOTO, PHOTO));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestStudio.json(answer);
  }

  private static Map<?, ?> standing(TestStudio studio) {
    return (Map<?, ?>) TestStudio.json(studio.fetch("/api/v1/status")).get("provider");
  }

  @Test
  void wellTheFullAnswerIsAJudgmentAndSaysThatAPhotoLeft() throws IOException {
    try (VisionServer server = well();
        TestStudio studio = studio(server.base(), true)) {
      assertThat(full(studio))
          .containsEntry("decision", "same")
          .containsEntry("provider", "openai")
          .containsEntry("photo_left_machine", true)
          .containsEntry("synthetic", true)
          .containsEntry("similarity", new BigDecimal("0.83"))
          .containsEntry("threshold", new BigDecimal("0.5"))
          .containsEntry("false_match_rate", Optional.empty())
          .hasEntrySatisfying("warning", w -> assertThat(w.toString()).contains("was sent to"));
      assertThat(server.received).hasSize(3);
      assertThat(standing(studio).get("asked")).isEqualTo("openai");
      assertThat(standing(studio).get("in_use")).isEqualTo("openai");
      assertThat(standing(studio).get("why")).isEqualTo(Optional.empty());
    }
  }

  @Test
  void wellThePlainAnswerKeepsTheContractAndItsMessageSaysThatAPhotoLeft() throws IOException {
    try (VisionServer server = well();
        TestStudio studio = studio(server.base(), true)) {
      Map<String, Object> answer =
          TestStudio.json(studio.post("/compare-faces", Form.of(PHOTO, PHOTO)));
      assertThat(answer)
          .containsOnlyKeys(
              "age1",
              "age2",
              "age_group1",
              "age_group2",
              "similarity_score",
              "confidence",
              "result",
              "message",
              "photo_left_machine",
              "warning")
          .containsEntry("age1", BigDecimal.valueOf(31))
          .containsEntry("age2", BigDecimal.valueOf(33))
          .containsEntry("result", "same_person");
      assertThat(answer)
          .containsEntry("message", "The photos likely show the same person")
          .containsEntry("photo_left_machine", true);
      assertThat(answer.get("warning").toString())
          .contains("was sent to 127.0.0.1", "a judgment, not a measurement");
    }
  }

  @Test
  void slowTheAnswerIsOursWithAWarningOr502() throws IOException {
    try (VisionServer server = new VisionServer()) {
      server.add(server.silence());
      try (TestStudio studio = studio(server.base(), Duration.ofMillis(250), true)) {
        fallsBack(full(studio), true, "did not answer in time");
      }
      try (TestStudio studio = studio(server.base(), Duration.ofMillis(250), false)) {
        refuses(studio, "did not answer in time. A part of the photo may have been sent");
      }
    }
  }

  @Test
  void wrongTheAnswerIsOursWithAWarningOr502() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.says("About thirty, I would say."))) {
      try (TestStudio studio = studio(server.base(), true)) {
        fallsBack(full(studio), true, "this machine answered instead");
      }
      try (TestStudio studio = studio(server.base(), false)) {
        refuses(studio, "A part of the photo may have been sent");
      }
    }
    try (VisionServer server = new VisionServer(VisionServer.status(500, "secret inside"));
        TestStudio studio = studio(server.base(), false)) {
      refuses(studio, "it answered with HTTP status 500");
    }
  }

  @Test
  void absentTheAnswerIsOursAndNothingWasSentOr502() throws IOException {
    try (TestStudio studio = studio(nobody(), true)) {
      fallsBack(full(studio), false, "it refused the connection");
      Map<String, Object> plain =
          TestStudio.json(studio.post("/compare-faces", Form.of(PHOTO, PHOTO)));
      assertThat(plain).doesNotContainKey("photo_left_machine");
      assertThat(plain.get("warning").toString()).contains("this machine answered instead");
      for (int request = 2; request < 5; request++) {
        fallsBack(full(studio), false, "it refused the connection");
      }
      // Five faults in a row, one of each request: it is left alone, and the status says why.
      assertThat(standing(studio).get("asked")).isEqualTo("openai");
      assertThat(standing(studio).get("in_use")).isEqualTo("local");
      assertThat(standing(studio).get("why").toString())
          .contains("it refused the connection", "until it answers");
    }
    try (TestStudio studio = studio(nobody(), false)) {
      for (int twice = 0; twice < 2; twice++) {
        refuses(studio, "it refused the connection");
      }
      refuses(studio, "The vision service failed");
      assertThat(standing(studio).get("in_use")).isEqualTo(Optional.empty());
    }
  }

  @Test
  void nothingIsSentUntilThereIsOneFaceInEachPhoto() throws IOException {
    try (VisionServer server = well();
        TestStudio studio = studio(server.base(), true)) {
      for (int faces : new int[] {0, 2}) {
        local.find = _ -> ScriptedProvider.faces(faces, 30);
        HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PHOTO, PHOTO));
        assertThat(answer.statusCode()).isEqualTo(422);
      }
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void theWholeWayWithRealModelsAndPhotos() throws Exception {
    EngineConfig engine = SharedFiles.engine().withCapacity(c -> c.withThreads(1));
    byte[] first = SharedFiles.photo("lfw/Abel_Pacheco_0001.jpg");
    byte[] second = SharedFiles.photo("lfw/Abel_Pacheco_0004.jpg");
    Form form = new Form().file("image1", "a.jpg", first).file("image2", "b.jpg", second);
    try (VisionServer server = well()) {
      VisionSettings asked = settings(server.base(), Duration.ofMinutes(2), true);
      ComparePlan plan =
          new ComparePlan(
              CompareSettings.STANDARD,
              here -> OpenAiFaceProvider.open(asked, here, engine.capacity().photo()));
      StudioConfig config =
          StudioConfig.of(
              HttpSettings.loopback(0), engine, StudioSlices.of(plan, Optional.empty()), "test");
      try (Studio studio = Studio.start(config)) {
        Map<String, Object> answer = RealModelsTest.ask(studio, "/api/v1/compare", form);
        assertThat(answer).containsEntry("provider", "openai").containsEntry("synthetic", true);
        assertThat(answer).containsEntry("photo_left_machine", true);
        assertThat(server.received).hasSize(3);
        // What is sent is a crop made anew: shorter than the photo, and none of its bytes.
        assertThat(server.received.getLast().text()).contains("data:image/jpeg;base64,");
      }
    }
  }

  private static void fallsBack(Map<String, Object> answer, boolean left, String why) {
    assertThat(answer)
        .containsEntry("provider", "local")
        .containsEntry("synthetic", false)
        .containsEntry("photo_left_machine", left)
        .hasEntrySatisfying("warning", w -> assertThat(w.toString()).contains(why));
  }

  private static void refuses(TestStudio studio, String why) {
    HttpResponse<String> plain = studio.post("/compare-faces", Form.of(PHOTO, PHOTO));
    assertThat(plain.statusCode()).isEqualTo(502);
    assertThat(plain.body()).isEqualTo("{\"error\":\"" + CONTRACT + "\"}");
    HttpResponse<String> full = studio.post("/api/v1/compare", Form.of(PHOTO, PHOTO));
    assertThat(full.statusCode()).isEqualTo(502);
    assertThat(TestStudio.json(full)).containsEntry("code", "provider.external");
    assertThat(TestStudio.json(full).get("detail").toString())
        .startsWith(CONTRACT)
        .contains(why)
        .doesNotContain("secret");
  }
}
