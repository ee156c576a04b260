package mien.studio;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mien.engine.EngineConfig;
import mien.json.JsonText;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way through the page in Chromium: {@code web/e2e} on this server. Comparing has real
 * models and photos where they are, and canned answers where not; the consent desk always has a
 * real vault, in which what was erased is looked for afterwards. Every case is a test. The
 * screenshots lie in {@code studio/target/page}.
 */
class PageInChromiumTest {

  private static final String SECRET = "a-key-of-27-characters-long";
  private static final List<String> PHOTOS =
      List.of(
          "lfw/Abel_Pacheco_0001.jpg", "lfw/Abel_Pacheco_0004.jpg", "lfw/Akhmed_Zakayev_0001.jpg");

  private final Path web = SharedFiles.checkout().resolve("web");
  private final Path target = Path.of("target").toAbsolutePath();
  private final Path built = target.resolve("classes/mien/studio/web");

  /** A real vault with a viewer, an officer and an admin. */
  private static final TestDesk.Setup DESK = TestDesk.Setup.of("biometric_v1").withStaff();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> thePageIn() throws Exception {
    String browser = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    assumeTrue(Files.isExecutable(Path.of(browser)), "skipped: needs Chromium (apt: chromium)");
    assumeTrue(
        Files.exists(built.resolve("index.html")) && Files.exists(web.resolve("node_modules")),
        "skipped: needs the page, which -DskipWeb leaves out");
    HttpSettings withKey =
        new HttpSettings(
            InetAddress.getLoopbackAddress(),
            0,
            Optional.of(new ApiKey(SECRET)),
            Optional.empty(),
            false);
    try (TestStudio locked =
            TestStudio.over(new ScriptedProvider(), withKey, UploadLimits.standard());
        TestDesk desk = TestDesk.over(folder, DESK)) {
      ProcessBuilder node =
          new ProcessBuilder("node", "e2e/run.mjs")
              .directory(web.toFile())
              .redirectErrorStream(true)
              .redirectOutput(target.resolve("page.log").toFile());
      Path report = folder.resolve("report.json");
      node.environment()
          .putAll(
              Map.of(
                  "CHROMIUM",
                  browser,
                  "WEB_OUT",
                  built.toString(),
                  "MIEN_LOCKED_URL",
                  "http://127.0.0.1:" + locked.http.port() + "/",
                  "MIEN_LOCKED_KEY",
                  SECRET,
                  "MIEN_STAFF_URL",
                  "http://127.0.0.1:" + desk.http.port() + "/",
                  "MIEN_VIEWER_KEY",
                  TestDesk.VIEWER,
                  "MIEN_OFFICER_KEY",
                  TestDesk.OFFICER,
                  "MIEN_ADMIN_KEY",
                  TestDesk.ADMIN,
                  "MIEN_SHOTS",
                  target.resolve("page").toString(),
                  "MIEN_REPORT",
                  report.toString()));
      node.environment().keySet().removeAll(List.of("MIEN_ONLY", "MIEN_URL", "MIEN_PHOTOS"));
      Optional<EngineConfig> models = SharedFiles.engineIfThere();
      Optional<Path> photos = SharedFiles.find("photos");
      if (models.isPresent() && photos.isPresent()) {
        EngineConfig engine = models.get().withCapacity(c -> c.withThreads(2));
        try (Studio studio =
            Studio.start(StudioSlices.studio(HttpSettings.loopback(0), engine, "test"))) {
          node.environment().put("MIEN_URL", "http://127.0.0.1:" + studio.port() + "/");
          node.environment()
              .put(
                  "MIEN_PHOTOS",
                  String.join(
                      File.pathSeparator,
                      PHOTOS.stream().map(p -> photos.get().resolve(p).toString()).toList()));
          return cases(node, report);
        }
      }
      return cases(node, report);
    }
  }

  /** Runs all, then tells of each. */
  private Stream<DynamicTest> cases(ProcessBuilder node, Path report)
      throws IOException, InterruptedException {
    Process process = node.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!ended || !Files.exists(report)) {
      String log = Files.readString(target.resolve("page.log"));
      throw new AssertionError("the browser's run came to no end:\n" + log);
    }
    List<?> results = (List<?>) JsonText.read(Files.readString(report));
    return results.stream()
        .map(each -> (Map<?, ?>) each)
        .flatMap(
            result ->
                result.get("facts") instanceof Map<?, ?> facts
                    ? Stream.of(test(result), nothingIsLeft(result, facts))
                    : Stream.of(test(result)));
  }

  /** The browser is gone and the desk was closed: opened anew, its vault knows nothing of them. */
  private DynamicTest nothingIsLeft(Map<?, ?> result, Map<?, ?> facts) {
    return dynamicTest(
        result.get("name") + ": nothing is left in the vault",
        () -> {
          try (TestDesk desk = TestDesk.over(folder, DESK)) {
            ErasedPerson.of(facts).isGone(desk);
          }
        });
  }

  private static DynamicTest test(Map<?, ?> result) {
    String name = String.valueOf(result.get("name"));
    String why = name + ": " + result.get("why");
    return dynamicTest(
        name,
        () -> {
          switch (String.valueOf(result.get("outcome"))) {
            case "ok" -> {}
            case "skipped" -> assumeTrue(false, "skipped: " + why);
            default -> throw new AssertionError(why);
          }
        });
  }
}
