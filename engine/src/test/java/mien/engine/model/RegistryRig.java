package mien.engine.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.engine.checksum.Checksum;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/**
 * A little npm registry on the loopback with one package of two models and a thing to run, and the
 * ways to it: the real npm client, and the settings of a user who has none.
 */
abstract class RegistryRig extends PullingRig {

  /** For a registry that will never answer. */
  static final PullPolicy IMPATIENT =
      new PullPolicy(
          Duration.ofSeconds(1), Duration.ofSeconds(20), 2, Duration.ofMillis(1), Duration.ZERO);

  /** For a registry of which only a question of its own finds out that it will never answer. */
  static final PullPolicy PATIENT =
      new PullPolicy(
          Duration.ofSeconds(2), Duration.ofMinutes(9), 2, Duration.ofMillis(1), Duration.ZERO);

  static final byte[] OTHER = content(70_000, 3);
  static final String SPEC = "@weights/faces@1.2.3";

  byte[] tarball = new byte[0];
  NpmPackage origin = new NpmPackage("x", "0", "sha512-" + "A".repeat(86) + "==", 0);

  @BeforeEach
  void publish() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "package.json",
        """
        {"name": "@weights/faces", "version": "1.2.3",
         "scripts": {"prepack": "touch ran", "prepare": "touch ran", "install": "touch ran"}}
        """
            .getBytes(UTF_8));
    files.put("model/one.onnx", CONTENT);
    files.put("assets.data", packedAssets());
    tarball = PackedFiles.tarball(files);
    origin =
        new NpmPackage("@weights/faces", "1.2.3", PackedFiles.integrity(tarball), tarball.length);
    serve(tarball);
  }

  /** {@link #OTHER} between other bytes. */
  private static byte[] packedAssets() {
    ByteBuffer assets = ByteBuffer.allocate(OTHER.length + 30);
    return assets.put(new byte[10]).put(OTHER).put(new byte[20]).array();
  }

  /** Publishes these bytes under the name, whatever is pinned. */
  void serve(byte[] bytes) {
    packument(bytes);
    server.good("/@weights/faces/-/faces-1.2.3.tgz", bytes, "\"t\"");
  }

  /** What a registry tells of a package. */
  void packument(byte[] bytes) {
    String address = server.address("/@weights/faces/-/faces-1.2.3.tgz");
    String text =
        """
        {"name": "@weights/faces", "dist-tags": {"latest": "1.2.3"}, "versions": {"1.2.3": {
          "name": "@weights/faces", "version": "1.2.3",
          "dist": {"tarball": "%s", "integrity": "%s"}}}}
        """
            .formatted(address, PackedFiles.integrity(bytes));
    server.good("/@weights/faces", text.getBytes(UTF_8));
  }

  ModelCard one() {
    return card("one", CONTENT, CardDraft.member("model/one.onnx", sha256(CONTENT)));
  }

  ModelCard two() {
    return card("two", OTHER, CardDraft.part("assets.data", 10, 10 + OTHER.length, sha256(OTHER)));
  }

  ModelCard card(String id, byte[] made, ModelSource.Member member) {
    return CardDraft.of(
            id, ModelTask.QUALITY, ModelFamily.EDIFFIQA, id + ".onnx", made.length, sha256(made))
        .in(origin, Conversion.AS_IS, member)
        .card();
  }

  static String sha256(byte[] bytes) {
    return Checksum.sha256(bytes);
  }

  List<PullOutcome> pull(Map<String, String> environment, ModelCard... cards)
      throws InterruptedException {
    return pull(QUICK, environment, List.of(), new Recording(), cards);
  }

  List<PullOutcome> pull(
      PullPolicy policy,
      Map<String, String> environment,
      List<Mirror> mirrors,
      Recording listener,
      ModelCard... cards)
      throws InterruptedException {
    try (ModelPuller puller = new ModelPuller(into, mirrors, policy, () -> NOW, environment)) {
      return puller.pull(List.of(cards), listener);
    }
  }

  /** A user with npm, an empty home, and the little registry as the only one. */
  Map<String, String> withClient() {
    String path = System.getenv().getOrDefault("PATH", "");
    Assumptions.assumeTrue(
        Arrays.stream(path.split(File.pathSeparator))
            .anyMatch(f -> Files.isExecutable(Path.of(f, "npm"))),
        "skipped: needs npm");
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", path);
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("npm_config_registry", server.address("/"));
    environment.put("npm_config_cache", folder.resolve("home/cache of npm").toString());
    return environment;
  }

  /** A user without npm whose variable names the little registry. */
  Map<String, String> withoutClient() {
    return Map.of(
        "PATH",
        folder.toString(),
        "HOME",
        folder.resolve("home").toString(),
        "NPM_CONFIG_REGISTRY",
        server.address(""));
  }
}
