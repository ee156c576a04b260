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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code mien serve} and {@code mien consent} at work on one vault, in two processes, when the
 * server is ended by SIGTERM, and then killed: file, manifest and leaf are all there or none.
 */
class ServeStormTest {

  private static final String BOUNDARY = "----mienTest";
  private static final int PEOPLE = 4;
  private static final int ENOUGH = 30;

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger kept = new AtomicInteger();
  private Cli cli;
  private Process process;
  private volatile boolean over;

  @BeforeEach
  void makeAVault() {
    cli = new Cli(folder);
    cli.png("photo.png", 40, 30, 128);
    assertThat(mien("vault", "init").status()).isZero();
    String hash = mien("consent", "release").lines().getLast();
    for (int i = 0; i < PEOPLE; i++) {
      String[] words = {"consent", "give", "s-" + i, "--signer", "A B", "--text-hash", hash};
      assertThat(mien(words).status()).isZero();
    }
  }

  @AfterEach
  void end() {
    client.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Cli.Run mien(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(2, List.of("--vault", "v"));
    return new Cli(folder).run(all.toArray(String[]::new));
  }

  private URI start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "mien.cli.Main"));
    command.addAll(List.of("serve", "--port", "0", "--no-open", "--vault", "v"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().remove("XDG_CONFIG_HOME");
    Files.createDirectories(folder.resolve("home/.config/mien"));
    // This is about the vault: no weights are fetched for it.
    Files.writeString(
        folder.resolve("home/.config/mien/config.toml"), "[models]\nfetch = \"never\"\n");
    builder.redirectError(folder.resolve("err.txt").toFile());
    process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).as(Files.readString(folder.resolve("err.txt"))).isNotNull();
    Matcher address = Pattern.compile("http://localhost:[0-9]+/").matcher(line);
    assertThat(address.find()).as(line).isTrue();
    return URI.create(address.group().replace("localhost", "127.0.0.1"));
  }

  private void upload(URI address, String id) {
    byte[] photo = Cli.pngBytes(20, 20, 7);
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n";
    byte[] begin = head.formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8);
    byte[] end = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] body =
        java.nio.ByteBuffer.allocate(begin.length + photo.length + end.length)
            .put(begin)
            .put(photo)
            .put(end)
            .array();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/api/v1/subjects/" + id + "/photo"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      while (!over) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 403) {
          // The other process still looks for what it erased.
          assertThat(answer.body()).contains("erase.pending");
          continue;
        }
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 503);
        kept.incrementAndGet();
      }
    } catch (IOException e) {
      // The server was ended.
      assertThat(e).isNotNull();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** On the same people: the second process waits for its turn, or says that it had none. */
  private int commands() {
    int done = 0;
    while (!over) {
      String safeId = "s-" + done % PEOPLE;
      Cli.Run run =
          switch (done % 3) {
            case 0 -> mien("consent", "keep", safeId, "photo.png");
            case 1 -> mien("consent", "erase", safeId, "--yes");
            default -> mien("audit", "verify");
          };
      assertThat(run.status()).as(run.err() + run.out()).isIn(0, 1);
      assertThat(run.err()).doesNotContain("fault of mien");
      done++;
    }
    return done;
  }

  private void storm(boolean kill) throws Exception {
    URI address = start();
    over = false;
    kept.set(0);
    Matcher ids =
        Pattern.compile("\"subject_id\":\"([0-9a-f]{32})\"")
            .matcher(mien("consent", "show", "--json").out());
    try (ExecutorService all = Executors.newCachedThreadPool()) {
      List<Future<?>> hands = new ArrayList<>();
      while (ids.find()) {
        String id = ids.group(1);
        hands.add(all.submit(() -> upload(address, id)));
        hands.add(all.submit(() -> upload(address, id)));
      }
      Future<Integer> commands = all.submit(this::commands);
      while (kept.get() < ENOUGH && hands.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
      if (kill) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      over = true;
      for (Future<?> hand : hands) {
        hand.get();
      }
      assertThat(commands.get()).isPositive();
    }
    isWhole();
  }

  private void isWhole() throws IOException {
    Cli.Run status = mien("vault", "status", "--json");
    assertThat(status.out())
        .as(status.err())
        .contains("\"sound\":true", "\"missing_files\":0", "\"erasures_pending\":0");
    assertThat(mien("audit", "verify").out()).startsWith("sound: ");
    Set<String> held = new TreeSet<>();
    Pattern path = Pattern.compile("\"data_path\":\"([^\"]+)\"");
    for (int i = 0; i < PEOPLE; i++) {
      Matcher found = path.matcher(mien("consent", "show", "s-" + i, "--json").out());
      if (found.find()) {
        held.add(found.group(1));
        assertThat(mien("consent", "view", "s-" + i, "seen.png").status()).isZero();
        Files.delete(folder.resolve("seen.png"));
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("v/files"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> folder.resolve("v").relativize(file).toString())
                  .toList())
          .hasSameElementsAs(held);
    }
  }

  @Test
  void twoProcessesAndAnEndInTheMiddleLoseNothing() throws Exception {
    storm(false);
    storm(true);
    storm(false);
  }
}
