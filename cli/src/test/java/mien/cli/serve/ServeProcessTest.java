package mien.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import mien.cli.testing.Shared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien serve} as a process with real models, ended by SIGTERM while it works. */
@EnabledOnOs(OS.LINUX)
class ServeProcessTest {

  private static final int CLIENTS = 12;
  private static final String BOUNDARY = "----mienTest";

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;

  @AfterEach
  void end() {
    client.close();
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Starts it, perhaps behind other words, and waits for its address. */
  private URI start(List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "mien.cli.Main"));
    command.addAll(List.of("serve", "--port", "0", "--no-open"));
    Path settings = Files.createDirectories(folder.resolve(".config/mien"));
    Files.writeString(settings.resolve("config.toml"), "[models]\nfetch = \"never\"\n");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", folder.toString(),
                "ORT_DISABLE_TELEMETRY", "1",
                "MIEN_MODELS", Shared.registryPath()));
    builder.redirectError(folder.resolve("err.txt").toFile());
    process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).as(errors()).isNotNull();
    Matcher address = Pattern.compile("http://localhost:[0-9]+/").matcher(line);
    assertThat(address.find()).as(line).isTrue();
    return URI.create(address.group().replace("localhost", "127.0.0.1"));
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  private static byte[] form() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String field : List.of("image1", "image2")) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.png\"\r\n\r\n";
      out.writeBytes(head.formatted(BOUNDARY, field).getBytes(StandardCharsets.UTF_8));
      out.writeBytes(oneFace());
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** One of the three drawn people. */
  private static byte[] oneFace() throws IOException {
    BufferedImage people = ImageIO.read(new File("../docs/examples/drawn-people.jpg"));
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ImageIO.write(people.getSubimage(150, 200, 350, 450), "png", one);
    return one.toByteArray();
  }

  private int running(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve("/metrics")).build();
    String metrics = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher gauge = Pattern.compile("mien_http_requests_under_way ([0-9]+)").matcher(metrics);
    assertThat(gauge.find()).as(metrics).isTrue();
    // The one that asks is under way too.
    return Integer.parseInt(gauge.group(1)) - 1;
  }

  /** Ends {@code target} while requests are under way; each must be answered all the same. */
  private void endsWell(URI address, ProcessHandle target) throws Exception {
    byte[] form = form();
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/compare-faces"))
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(HttpRequest.BodyPublishers.ofByteArray(form))
              .build();
      answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }
    // All are in: answered already, or under way.
    while (running(address) + answers.stream().filter(CompletableFuture::isDone).count()
        < CLIENTS) {
      Thread.onSpinWait();
    }
    assertThat(target.destroy()).as("SIGTERM is sent").isTrue();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(errors()).contains("Stopping after the running requests.").doesNotContain("cut off");
  }

  @Test
  void sigtermUnderLoadFinishesWhatRuns() throws Exception {
    URI address = start(List.of());
    endsWell(address, process.toHandle());
    assertThat(process.exitValue()).isZero();
  }

  /** The kernel gives the first process of a container no default for a signal: it must listen. */
  @Test
  void soItDoesAsTheFirstProcessOfAContainer() throws Exception {
    List<String> unshare = List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    assumeTrue(works(unshare), "skipped: needs root and unshare, to start a process as number 1");
    URI address = start(unshare);
    ProcessHandle first = process.children().findFirst().orElseThrow();
    endsWell(address, first);
  }

  private static boolean works(List<String> unshare) throws InterruptedException {
    List<String> command = new ArrayList<>(unshare);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
