package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mien.studio.TestDesk.Setup;
import mien.vault.subject.Classifications;
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
  void classificationsAreInTheStaffsManifestAndNowhereElse() throws Exception {
    try (TestDesk desk = classified()) {
      String receipt = receipt(desk);
      String subject = desk.consented("staff-1");
      Told answer = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(answer.text()).doesNotContain(GUESS);
      assertThat(untilClassified(desk, subject).text()).contains(GUESS);
      Set<String> walked = walk(desk, subject, receipt);
      assertThat(walked)
          .hasSizeGreaterThan(14)
          .contains(subject + "/export", subject + "/photo", "/metrics", "/openapi.json")
          .contains("/api/v1/audit", "/api/v1/subjects", "/api/v1/receipts/" + receipt);
      onlyStaffIsToldTheManifest(desk, subject);
      for (Told told :
          List.of(
              desk.post(subject + "/verify", TestDesk.photo(PHOTO)),
              desk.post(subject + "/photo", TestDesk.photo(new byte[0])),
              desk.post("/api/v1/sweep?dry_run=true"),
              desk.post("/api/v1/audit/check"),
              desk.send(request(desk, "/")),
              desk.send(request(desk, "/api")),
              desk.send(request(desk, "/no-such-page")),
              desk.delete(subject + "/biometric"))) {
        assertThat(told.text()).doesNotContain(GUESS);
      }
      assertThat(desk.fetch(subject).text()).doesNotContain(GUESS);
    }
    assertNothingOnDiskHas(parent.resolve("vault"));
  }

  /** Four routes that change the manifest answer with it, as its GET does. */
  private static void onlyStaffIsToldTheManifest(TestDesk desk, String subject) {
    Form hold = new Form().text("reason", REASON);
    assertThat(desk.post(subject + "/hold", hold).is(200).text()).contains(GUESS);
    assertThat(desk.delete(subject + "/hold").is(200).text()).contains(GUESS);
    assertThat(desk.post(subject + "/interaction").is(200).text()).contains(GUESS);
    desk.as("nobodys-key-of-the-test-000");
    for (Told told :
        List.of(
            desk.fetch(subject),
            desk.post(subject + "/hold", hold),
            desk.delete(subject + "/hold"),
            desk.post(subject + "/interaction"),
            desk.post(subject + "/purpose-satisfied"))) {
      assertThat(told.refuses(401, "access.key").text()).doesNotContain(GUESS);
    }
    desk.as(TestDesk.ADMIN);
    assertThat(desk.post(subject + "/purpose-satisfied").is(200).text()).contains(GUESS);
  }

  /** Another subject's, so that there is one to fetch. */
  private static String receipt(TestDesk desk) {
    String other = desk.consented("staff-0");
    desk.post(other + "/photo", TestDesk.photo(PHOTO)).is(201);
    return String.valueOf(desk.delete(other + "/biometric").is(200).at("receipt", "id"));
  }

  /** Every GET of the document: each must answer, or nothing is shown by what it does not say. */
  @SuppressWarnings("unchecked")
  private static Set<String> walk(TestDesk desk, String subject, String receipt)
      throws IOException {
    Set<String> walked = new TreeSet<>();
    Map<String, Object> paths =
        (Map<String, Object>) desk.send(request(desk, "/openapi.json")).json().get("paths");
    String signed = (String) desk.fetch("/api/v1/policy").at("release", "text_hash");
    for (Map.Entry<String, Object> path : paths.entrySet()) {
      if (!((Map<String, Object>) path.getValue()).containsKey("get")) {
        continue;
      }
      String concrete =
          path.getKey()
              .replace("/api/v1/subjects/{id}", subject)
              .replace("{leaf}", "0")
              .replace("{hash}", signed)
              .replace("{receipt}", receipt);
      String query = concrete.endsWith("/consistency") ? "?first=1" : "";
      Told told = desk.send(request(desk, concrete + query)).is(200);
      walked.add(concrete);
      if (!concrete.equals(subject)) {
        assertThat(told.text()).as(concrete).doesNotContain(GUESS);
        assertNoFileHas(told);
      }
    }
    return walked;
  }

  private static void assertNothingOnDiskHas(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain(GUESS);
      }
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

  /** That somebody is configured is refused: {@link ClassificationJourneyTest}. */
  @Test
  void underVersionOneThereIsNone() {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      String subject = desk.consented("staff-1");
      Told kept = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(kept.at("biometric_collection", "classifications")).isEqualTo(Optional.empty());
      assertThat(desk.fetch(subject).at("biometric_collection", "classifications"))
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void theServersLogHasNothingOfAnybody() throws Exception {
    try (LogLines log = new LogLines();
        TestDesk desk = classified()) {
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
      String all = log.text();
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
    }
  }
}
