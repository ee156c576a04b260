package mien.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mien.house.ContainerFile.Instruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What can be known of the container without an engine to build it: its files are there, its
 * instructions parse, its parts agree with one another, its health check tells well from ill.
 */
class ContainerTest {

  private static final String FOLDER = "packaging/container/";
  private static final Set<String> KNOWN =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "RUN",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");
  private static final ContainerFile DOCKERFILE =
      ContainerFile.of(Checkout.text(FOLDER + "Dockerfile"));
  private static final String COMPOSE = Checkout.text(FOLDER + "compose.yaml");

  @TempDir Path folder;

  @Test
  void everyInstructionIsAKnownOneAndAStageComesFirst() {
    assertThat(DOCKERFILE.instructions()).extracting(Instruction::name).isSubsetOf(KNOWN);
    assertThat(DOCKERFILE.instructions().stream().map(Instruction::name))
        .startsWith("ARG", "FROM")
        .contains("ENTRYPOINT", "CMD", "HEALTHCHECK", "USER");
  }

  @Test
  void aBrokenDockerfileIsRefused() {
    assertThatThrownBy(() -> ContainerFile.of("FROM a\nRUN b \\\n"))
        .hasMessageContaining("continued by nothing");
    assertThatThrownBy(
            () -> ContainerFile.of("FROM a\nCMD [\"b\", 'c']\n").all("CMD").getFirst().execForm())
        .hasMessageContaining("exec form");
  }

  @Test
  void everyFileThatIsCopiedIsInTheCheckoutOrInTheRelease() {
    List<String> sources = sources();
    assertThat(sources).hasSize(2);
    for (String source : sources) {
      if (source.startsWith("target/")) {
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + source);
        assertThat(glob.matches(Path.of("target/mien-0.1.0-SNAPSHOT.tar.gz"))).as(source).isTrue();
        assertThat(Checkout.text("packaging/release.sh"))
            .contains("name=mien-$version", "archive=$home/target/$name.tar.gz");
      } else {
        assertThat(Checkout.root().resolve(source)).isRegularFile();
      }
    }
  }

  @Test
  void theBuilderIsSentWhatIsCopiedAndNothingElse() {
    List<String> let =
        Checkout.text(FOLDER + "Dockerfile.dockerignore")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(let.getFirst()).isEqualTo("*");
    assertThat(let.subList(1, let.size()))
        .containsExactlyInAnyOrderElementsOf(sources().stream().map(name -> "!" + name).toList());
  }

  @Test
  void everyShellStepParses() throws Exception {
    for (Instruction step : DOCKERFILE.all("RUN")) {
      Process shell = new ProcessBuilder("sh", "-n", "-c", step.words()).inheritIO().start();
      assertThat(shell.waitFor()).as(step.words()).isZero();
    }
  }

  @Test
  void itRunsAsANumberThatIsNotRootAndNothingChangesThatAfterwards() {
    List<Instruction> users = DOCKERFILE.all("USER");
    assertThat(users).hasSize(1);
    assertThat(users.getFirst().words()).isEqualTo("10001:10001");
  }

  @Test
  void theDockerfileAndComposeAgreeOnPortAndSecrets() {
    List<String> command = command();
    String port = DOCKERFILE.all("EXPOSE").getFirst().words();
    assertThat(command).containsSequence("--port", port);
    assertThat(COMPOSE).contains("- \"127.0.0.1:" + port + ":" + port + "\"");
    assertThat(Checkout.text(FOLDER + "Healthcheck.java")).contains("127.0.0.1:" + port);
    Set<String> asked = new TreeSet<>();
    for (String word : command) {
      if (word.startsWith("/run/secrets/")) {
        asked.add(word.substring("/run/secrets/".length()));
      }
    }
    assertThat(asked).hasSize(3).isEqualTo(groups("(?m)^  (mien_\\w+):$"));
    assertThat(asked).isEqualTo(groups("(?m)^      - (mien_\\w+)$"));
  }

  @Test
  void everyOptionOfTheCommandIsOneOfServe() {
    String serve =
        Stream.of("ServeCommand", "HttpOptions", "JudgeOptions")
            .map(name -> Checkout.text("cli/src/main/java/mien/cli/serve/" + name + ".java"))
            .collect(Collectors.joining());
    assertThat(command()).containsSequence("/opt/mien/mien", "serve");
    assertThat(command().stream().filter(word -> word.startsWith("--")))
        .hasSize(6)
        .allMatch(word -> serve.contains('"' + word.replace("--no-", "--") + '"'));
  }

  @Test
  void composeTakesEveryRightAwayAndPublishesOnLoopbackOnly() {
    Map<?, ?> compose = (Map<?, ?>) yaml(COMPOSE);
    assertThat(compose.keySet()).isEqualTo(Set.of("name", "services", "networks", "secrets"));
    Map<?, ?> services = (Map<?, ?>) compose.get("services");
    assertThat(services.keySet()).isEqualTo(Set.of("studio"));
    Map<?, ?> studio = (Map<?, ?>) services.get("studio");
    assertThat(studio.get("read_only")).isEqualTo(true);
    assertThat(studio.get("cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(studio.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
    assertThat((List<?>) studio.get("ports"))
        .isNotEmpty()
        .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
    assertThat(studio.containsKey("tmpfs") && studio.containsKey("mem_limit")).isTrue();
    for (String never : List.of("privileged", "cap_add", "network_mode", "user", "environment")) {
      assertThat(studio.containsKey(never)).as(never).isFalse();
    }
    Map<?, ?> volume = (Map<?, ?>) ((List<?>) studio.get("volumes")).getFirst();
    assertThat(volume.get("target")).isEqualTo(DOCKERFILE.all("VOLUME").getFirst().words());
    assertThat(volume.get("read_only")).isEqualTo(true);
    Map<?, ?> secrets = (Map<?, ?>) compose.get("secrets");
    assertThat(secrets.keySet()).isEqualTo(Set.copyOf((List<?>) studio.get("secrets")));
    Map<?, ?> build = (Map<?, ?>) studio.get("build");
    Path file = Checkout.root().resolve(FOLDER).resolve(build.get("context").toString());
    assertThat(file.resolve(build.get("dockerfile").toString())).isRegularFile();
  }

  @Test
  void aTabInComposeWouldBeSeen() {
    assertThatThrownBy(() -> yaml("services:\n\tstudio: {}\n"))
        .isInstanceOf(YamlEngineException.class);
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
        .loadFromString(text);
  }

  @Test
  void aStudioWithItsModelsIsHealthyAndEveryOtherIsNot() throws Exception {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer plain = HttpServer.create(loopback, 0);
    answer(plain, "/well", 200, "{\"status\": \"ok\", \"model_loaded\": true}");
    answer(plain, "/empty", 200, "{\"status\":\"ok\",\"model_loaded\":false}");
    answer(plain, "/down", 503, "{\"status\":\"ok\",\"model_loaded\":true}");
    answer(plain, "/much", 200, "{\"status\":\"ok\",\"model_loaded\":true}" + " ".repeat(10_000));
    HttpsServer secured = HttpsServer.create(loopback, 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(ownCertificate()));
    answer(secured, "/health", 200, "{\"status\":\"ok\",\"model_loaded\":true}");
    plain.start();
    secured.start();
    try {
      String base = "http://127.0.0.1:" + plain.getAddress().getPort();
      assertThat(health(base + "/well")).isZero();
      assertThat(health("https://127.0.0.1:" + secured.getAddress().getPort() + "/health"))
          .isZero();
      assertThat(health(base + "/empty")).isEqualTo(1);
      assertThat(health(base + "/down")).isEqualTo(1);
      assertThat(health(base + "/much")).isEqualTo(1);
      plain.stop(0);
      assertThat(health(base + "/well")).isEqualTo(1);
    } finally {
      plain.stop(0);
      secured.stop(0);
    }
  }

  private static List<String> command() {
    List<String> words = new ArrayList<>(DOCKERFILE.all("ENTRYPOINT").getFirst().execForm());
    words.addAll(DOCKERFILE.all("CMD").getFirst().execForm());
    return words;
  }

  /** What comes from the checkout, not from another stage. */
  private static List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (Instruction step : DOCKERFILE.instructions()) {
      boolean copies = step.name().equals("COPY") || step.name().equals("ADD");
      List<String> words = Arrays.asList(step.words().split(" +", -1));
      if (copies && words.getFirst().startsWith("--from=")) {
        assertThat(DOCKERFILE.all("FROM"))
            .anyMatch(from -> from.words().endsWith(" AS " + words.getFirst().substring(7)));
      } else if (copies) {
        sources.addAll(words.subList(0, words.size() - 1));
      }
    }
    return sources;
  }

  private static Set<String> groups(String pattern) {
    Set<String> found = new TreeSet<>();
    for (MatchResult match : Pattern.compile(pattern).matcher(COMPOSE).results().toList()) {
      found.add(match.group(1));
    }
    return found;
  }

  private static void answer(HttpServer server, String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (IOException _) {
            // The health check hangs up on an answer that is too long.
          }
        });
  }

  private SSLContext ownCertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("key.p12");
    run(
        "keytool",
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        "mien",
        "-dname",
        "CN=elsewhere",
        "-storetype",
        "PKCS12",
        "-storepass",
        "changeit",
        "-keystore",
        store.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private int health(String address) throws IOException, InterruptedException {
    Path classes = folder.resolve("healthcheck");
    if (Files.notExists(classes)) {
      Path source = Checkout.root().resolve(FOLDER + "Healthcheck.java");
      assertThat(run("javac", "-Werror", "-Xlint:all", "-d", classes.toString(), source.toString()))
          .isZero();
    }
    return run(
        "java", "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), "Healthcheck", address);
  }

  private static int run(String program, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
