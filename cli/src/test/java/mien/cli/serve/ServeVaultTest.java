package mien.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.cli.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mien serve --vault} as a process: the first release is easy, and SIGTERM loses nothing.
 */
class ServeVaultTest {

  private static final String BOUNDARY = "----mienTest";

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;

  @AfterEach
  void end() {
    client.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private URI start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "mien.cli.Main"));
    command.addAll(List.of("serve", "--port", "0", "--no-open"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().remove("XDG_CONFIG_HOME");
    builder.redirectError(folder.resolve("err.txt").toFile());
    process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).as(errors()).isNotNull();
    assertThat(out.readLine()).contains("Vault: ", "policy biometric_v1", "/policy");
    Matcher address = Pattern.compile("http://localhost:[0-9]+/").matcher(line);
    assertThat(address.find()).as(line).isTrue();
    return URI.create(address.group().replace("localhost", "127.0.0.1"));
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  private String send(HttpRequest.Builder request, int status) throws Exception {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  @Test
  void aVaultIsMadeAndSurvivesSigterm() throws Exception {
    URI address = start("--vault", "v");
    assertThat(errors())
        .contains("A master key was made", "v.key", "does not name who asks for it yet");
    assertThat(Files.exists(folder.resolve("v.key"))).as("not beside the vault").isFalse();
    assertThat(send(HttpRequest.newBuilder(address.resolve("/policy")), 200))
        .contains("Retention schedule", "the keeper of this vault");
    String form =
        "--%s\r\nContent-Disposition: form-data; name=\"safe_id\"\r\n\r\ns-1\r\n--%s--\r\n"
            .formatted(BOUNDARY, BOUNDARY);
    String made =
        send(
            HttpRequest.newBuilder(address.resolve("/api/v1/subjects"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(form)),
            201);
    assertThat(made).contains("\"safe_id\":\"s-1\"");
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Cli.Run log = new Cli(folder).run("audit", "verify", "--vault", "v");
    assertThat(log.out()).as(log.err()).startsWith("sound: ");
    Cli.Run list = new Cli(folder).run("consent", "show", "--vault", "v", "--json");
    assertThat(list.out()).contains("\"safe_id\":\"s-1\"");
    assertThat(List.of(0, 143)).contains(process.exitValue());
  }

  @Test
  void theStaffOfTheSettingsHaveTheirKeysAndRoles() throws Exception {
    Cli cli = new Cli(folder);
    cli.text("guard.key", "a-key-of-the-guard-0001\n");
    cli.text(
        "mien.toml",
        """
        [vault]
        folder = "v"
        organisation = "A Club"
        contact = "12 Sample Street"
        anchor = "anchor.jsonl"
        [[vault.staff]]
        id = "guard"
        role = "viewer"
        key-file = "guard.key"
        """);
    URI address = start("--config", "mien.toml");
    assertThat(errors()).doesNotContain("does not name who asks", "a-key-of-the-guard");
    send(HttpRequest.newBuilder(address.resolve("/api/v1/desk")), 401);
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(address.resolve("/api/v1/desk"))
            .header("X-API-Key", "a-key-of-the-guard-0001");
    assertThat(send(asked, 200)).contains("\"role\":\"viewer\",\"id\":\"guard\"", "A Club");
    // Comparing stays open on this machine.
    send(HttpRequest.newBuilder(address.resolve("/api/v1/status")), 200);
  }
}
