package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.json.JsonText;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that docs/api.md and README.md show are run as they stand there. */
class DocumentedCurlTest {

  private static final String LOCAL = "http://localhost:8080";
  private static final String REMOTE = "https://example.org:8080";

  @TempDir Path folder;

  /** What a command printed, and the status and type of the answer. */
  private record Shown(String body, String status, String type) {}

  @BeforeEach
  void provide() throws IOException {
    assumeTrue(curlIsHere(), "skipped: needs curl (apt install curl)");
    byte[] photo = TestStudio.picture("jpg", 64);
    Files.write(folder.resolve("first.jpg"), photo);
    Files.write(folder.resolve("second.jpg"), photo);
  }

  private static boolean curlIsHere() {
    try {
      new ProcessBuilder("curl", "--version")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String pages() throws IOException {
    Path root = SharedFiles.checkout();
    return Files.readString(root.resolve("README.md"))
        + Files.readString(root.resolve("docs/api.md"));
  }

  /** The lines of all blocks of commands that contain {@code part}. */
  private static List<String> commands(String part) throws IOException {
    Matcher blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(pages());
    return blocks
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.contains(part))
        .toList();
  }

  private String shell(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    // The certificate of this test; a proxy of the machine must not be asked for localhost.
    builder.environment().put("CURL_CA_BUNDLE", folder.resolve("cert.pem").toString());
    builder.environment().put("no_proxy", "localhost");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), "UTF-8");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s said: %s", command, output).isZero();
    return output;
  }

  private Shown run(String documented, String from, String to)
      throws IOException, InterruptedException {
    String told = "curl -sS -w '\\n%{http_code} %{content_type}' ";
    String output = shell(documented.replace("curl ", told).replace(from, to));
    int last = output.lastIndexOf('\n');
    String[] words = output.substring(last + 1).split(" ", 2);
    return new Shown(output.substring(0, last), words[0], words[1]);
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyCommandIsAnswered() throws Exception {
    List<String> commands =
        commands("curl ").stream().filter(c -> c.contains(LOCAL) && !ofTheDesk(c)).toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    try (TestStudio studio = TestStudio.over(new ScriptedProvider())) {
      for (String command : commands) {
        Shown shown = run(command, LOCAL, "http://localhost:" + studio.http.port());
        assertThat(shown.status()).as(command).isEqualTo("200");
        if (shown.type().equals("application/json")) {
          assertThat(JsonText.read(shown.body())).isInstanceOf(Map.class);
        }
        if (command.contains("/compare-faces")) {
          Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(pages());
          assertThat(example.find()).isTrue();
          Map<String, Object> documented = (Map<String, Object>) JsonText.read(example.group(1));
          assertThat((Map<String, Object>) JsonText.read(shown.body()))
              .containsOnlyKeys(documented.keySet());
        }
      }
    }
  }

  private static boolean ofTheDesk(String command) {
    return command.contains("/api/v1/policy") || command.contains("/api/v1/subjects");
  }

  @Test
  void soAreThoseOfTheConsentDeskInTheirOrder(@TempDir Path parent) throws Exception {
    List<String> commands =
        commands("curl ").stream().filter(DocumentedCurlTest::ofTheDesk).toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    String hash = "";
    String id = "";
    try (TestDesk desk = TestDesk.over(parent, TestDesk.Setup.of("biometric_v1"))) {
      for (String command : commands) {
        String filled = command.replace("$HASH", hash).replace("$ID", id);
        Shown shown = run(filled, LOCAL, "http://localhost:" + desk.http.port());
        assertThat(shown.status()).as("%s: %s", command, shown.body()).isIn("200", "201");
        Map<?, ?> answer = (Map<?, ?>) JsonText.read(shown.body());
        if (answer.get("release") instanceof Map<?, ?> release) {
          hash = (String) release.get("text_hash");
        }
        if (answer.get("subject_id") instanceof String subject) {
          id = subject;
        }
      }
    }
  }

  @Test
  void soAreThoseOfAServerWithKeyAndTls() throws Exception {
    for (String command : commands("key.txt")) {
      if (!command.contains("curl ") && !command.contains("mien ")) {
        shell(command);
      }
    }
    ApiKey key = new ApiKey(Files.readString(folder.resolve("key.txt")).strip());
    HttpSettings settings =
        new HttpSettings(
            InetAddress.getByName("127.0.0.1"),
            0,
            Optional.of(key),
            Optional.of(TestCertificate.in(folder).tls()),
            false);
    List<String> commands = commands("curl ").stream().filter(c -> c.contains(REMOTE)).toList();
    assertThat(commands).isNotEmpty();
    try (TestStudio studio =
        TestStudio.over(new ScriptedProvider(), settings, UploadLimits.standard())) {
      for (String command : commands) {
        Shown shown = run(command, REMOTE, "https://localhost:" + studio.http.port());
        assertThat(shown.status()).as(command).isEqualTo("200");
      }
    }
  }

  @Test
  void noCommandIsLeftOut() throws IOException {
    assertThat(commands("curl "))
        .allMatch(command -> command.contains(LOCAL) != command.contains(REMOTE));
  }
}
