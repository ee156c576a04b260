package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import mien.studio.TestDesk.Setup;
import mien.studio.TestDesk.Told;
import mien.vault.Classifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classifications, which only a policy of version 2 discloses, are in the staff's manifest and
 * nowhere else: every route of the document is walked, and every file of an export. And nothing
 * biometric, secret or personal is in the server's own log.
 */
class OutwardPathsTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);
  private static final String GUESS = "guess-4711-mauve";
  private static final String REASON = "case-of-the-purple-hat";

  @TempDir Path parent;

  private static Optional<Classifications> guess(byte[] photo) {
    return Optional.of(
        new Classifications(
            "onnx",
            new TreeMap<>(Map.of("age_years", GUESS)),
            new TreeMap<>(Map.of("model", GUESS))));
  }

  private TestDesk classified() {
    Setup setup = Setup.of("biometric_v2").withStaff().withGuesses(OutwardPathsTest::guess);
    TestDesk desk = TestDesk.over(parent, setup);
    desk.as(TestDesk.ADMIN);
    return desk;
  }

  /** The guesses are made when the answer is out: they are waited for, not timed. */
  private static Told untilClassified(TestDesk desk, String subject) throws InterruptedException {
    Told manifest = desk.fetch(subject).is(200);
    for (int i = 0; i < 200 && !manifest.text().contains(GUESS); i++) {
      Thread.sleep(50);
      manifest = desk.fetch(subject).is(200);
    }
    return manifest;
  }

  @Test
  @SuppressWarnings("unchecked")
  void classificationsAreInTheStaffsManifestAndNowhereElse() throws Exception {
    try (TestDesk desk = classified()) {
      String subject = desk.consented("staff-1");
      Told answer = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(answer.text()).doesNotContain(GUESS);
      assertThat(untilClassified(desk, subject).text()).contains(GUESS);
      Map<String, Object> paths =
          (Map<String, Object>) desk.send(request(desk, "/openapi.json")).json().get("paths");
      List<String> walked = new ArrayList<>();
      for (Map.Entry<String, Object> path : paths.entrySet()) {
        if (((Map<String, Object>) path.getValue()).containsKey("get")) {
          String concrete =
              path.getKey()
                  .replace("/api/v1/subjects/{id}", subject)
                  .replace("{leaf}", "0")
                  .replace("{receipt}", "0".repeat(32));
          String query = concrete.endsWith("/consistency") ? "?first=1" : "";
          Told told = desk.send(request(desk, concrete + query));
          walked.add(concrete);
          if (!concrete.equals(subject)) {
            assertThat(told.text()).as(concrete).doesNotContain(GUESS);
            assertNoFileHas(told);
          }
        }
      }
      assertThat(walked).hasSizeGreaterThan(12).contains(subject + "/export", subject + "/photo");
      for (Told told :
          List.of(
              desk.post(subject + "/verify", TestDesk.photo(PHOTO)),
              desk.post("/api/v1/sweep?dry_run=true"),
              desk.post("/api/v1/audit/check"),
              desk.delete(subject + "/biometric"))) {
        assertThat(told.text()).doesNotContain(GUESS);
      }
      assertThat(desk.fetch(subject).text()).doesNotContain(GUESS);
    }
  }

  private static java.net.http.HttpRequest request(TestDesk desk, String path) {
    return java.net.http.HttpRequest.newBuilder(
            java.net.URI.create("http://127.0.0.1:" + desk.http.port() + path))
        .header("X-API-Key", TestDesk.ADMIN)
        .build();
  }

  private static void assertNoFileHas(Told told) throws IOException {
    if (told.type().equals("application/zip")) {
      Map<String, byte[]> files = ConsentJourneyTest.unzip(told.bytes());
      assertThat(files).containsKeys("manifest.json", "photo.png", "README.txt");
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String text = new String(file.getValue(), StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.getKey()).doesNotContain(GUESS);
        if (file.getKey().equals("manifest.json")) {
          assertThat(text).doesNotContain("classifications");
        }
      }
    }
  }

  @Test
  void underVersionOneNobodyIsAsked() {
    Setup setup =
        Setup.of("biometric_v1")
            .withGuesses(
                _ -> {
                  throw new AssertionError("asked under version 1");
                });
    try (TestDesk desk = TestDesk.over(parent, setup)) {
      String subject = desk.consented("staff-1");
      Told kept = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(kept.at("biometric_collection", "classifications")).isEqualTo(Optional.empty());
      assertThat(desk.fetch(subject).at("biometric_collection", "classifications"))
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void theServersLogHasNothingOfAnybody() throws Exception {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("");
    logger.addHandler(handler);
    try (TestDesk desk = classified()) {
      String subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      untilClassified(desk, subject);
      desk.post(subject + "/hold", new Form().text("reason", REASON)).is(200);
      desk.delete(subject + "/biometric").refuses(409, "erase.on-hold");
      desk.delete(subject + "/hold").is(200);
      desk.fetch(subject + "/export").is(200);
      desk.as("a-wrong-key-of-the-test-000");
      desk.fetch(subject).refuses(401, "access.key");
      desk.as(TestDesk.ADMIN);
      desk.post("/api/v1/sweep?dry_run=false").is(200);
      desk.delete(subject).is(200);
      Logger.getLogger("mien.test").info("the handler listens");
      String all = String.join("\n", lines);
      assertThat(all).contains("the handler listens");
      String id = subject.substring(subject.lastIndexOf('/') + 1);
      for (String secret :
          List.of(
              TestDesk.SIGNER,
              GUESS,
              REASON,
              "staff-1",
              id,
              TestDesk.ADMIN,
              "a-wrong-key-of-the-test-000",
              new String(PHOTO, 0, 60, StandardCharsets.ISO_8859_1))) {
        assertThat(all).doesNotContain(secret);
      }
    } finally {
      logger.removeHandler(handler);
    }
  }
}
