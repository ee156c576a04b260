package mien.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.cli.testing.SyntheticEngine;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.EngineConfig;
import mien.engine.model.Conversion;
import mien.engine.model.License;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelSource;
import mien.engine.model.ModelTask;
import mien.engine.model.NpmPackage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that needs weights which are not here; the network is a server on the loopback. */
class FirstFetchTest {

  private static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.UTF_8);
  private static final int MOST = 200;

  @TempDir Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          boolean there = exchange.getRequestURI().getPath().equals("/weights");
          exchange.sendResponseHeaders(there ? 200 : 404, there ? WEIGHTS.length : -1);
          if (there) {
            exchange.getResponseBody().write(WEIGHTS);
          }
          exchange.close();
        });
    server.start();
    cli = new Cli(folder);
    cli.png("a.png", 200, 150, 90);
    cli.variable("NPM_CONFIG_REGISTRY", address("/npm"));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void itSaysWhatItFetchesThenFetchesThenGoesOn() {
    needs(card("fr_detect"));
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .startsWith("mien needs open weights: 1 package, 61 MB, once\n")
        .contains("The weights are in ");
    assertThat(run.lines()).isNotEmpty();
    assertThat(folder.resolve("home/.local/share/mien/models/fr_detect.onnx"))
        .hasBinaryContent(WEIGHTS);
    int asked = requests.get();
    assertThat(cli.run("compare", "a.png", "a.png").err()).doesNotContain("open weights");
    assertThat(requests).hasValue(asked);
  }

  @Test
  void offlineIsOneSentenceWithTheCommandThatMendsIt() {
    needs(card("fr_detect"));
    server.stop(0);
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(last(run))
        .startsWith("mien: no weights: ")
        .endsWith("run: mien models pull")
        .hasSizeLessThanOrEqualTo(MOST)
        .doesNotContain("null");
  }

  @Test
  void withoutNpmTheTarballsAreNamed() {
    cli.variable("NPM_CONFIG_REGISTRY", "");
    needs(ModelPack.REGISTRY.cards(ModelCatalog.builtIn()).toArray(ModelCard[]::new));
    Run run = cli.run("faces", "a.png");
    assertThat(run.err()).startsWith("mien needs open weights: 3 packages, 61 MB, once\n");
    assertThat(last(run))
        .isEqualTo(
            "mien: npm is missing: install it, or put"
                + " faceplugin-face-recognition-js-0.0.1.tgz,"
                + " mediapipe-face_mesh-0.4.1657299874.tgz, vladmandic-face-api-1.7.15.tgz"
                + " into DIR and run: mien models pull --mirror DIR")
        .hasSizeLessThanOrEqualTo(MOST + "mien: ".length());
    Run pull = cli.run("models", "pull");
    assertThat(pull.status()).isEqualTo(1);
    assertThat(pull.lines()).singleElement().asString().contains("fr_detect, ", "--mirror DIR");
  }

  @Test
  void whatAnEngineOpensWithoutIsAWarning() {
    needs(card("fr_eye"));
    server.stop(0);
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("no weights: ");
    needs(card("fr_feature"));
    assertThat(cli.run("faces", "a.png").status()).isZero();
    assertThat(cli.run("compare", "a.png", "a.png").status()).isEqualTo(2);
  }

  @Test
  void neverMeansNoConnection() {
    needs(card("fr_detect"));
    settings("never");
    Run run = cli.run("faces", "a.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(last(run)).contains("models.fetch is \"never\"", "run: mien models pull");
    assertThat(requests).hasValue(0);
  }

  @Test
  void askAsksOnATerminalAndRefusesWithoutOne() {
    needs(card("fr_detect"));
    settings("ask");
    assertThat(last(cli.run("faces", "a.png"))).contains("nothing can be asked here");
    cli.onTerminal().variable("NO_COLOR", "1");
    Run no = cli.stdin("no\n".getBytes(StandardCharsets.UTF_8)).run("faces", "a.png");
    assertThat(no.status()).isEqualTo(1);
    assertThat(requests).hasValue(0);
    Run yes = cli.stdin("yes\n".getBytes(StandardCharsets.UTF_8)).run("faces", "a.png");
    assertThat(yes.err())
        .startsWith("mien needs open weights: 1 package, 61 MB, once. Fetch them?");
    assertThat(yes.status()).isZero();
  }

  private void settings(String fetch) {
    cli.text("home/.config/mien/config.toml", "[models]\nfetch = \"" + fetch + "\"\n");
  }

  private static String last(Run run) {
    return run.err().lines().toList().getLast();
  }

  /** Engines that want these, as long as their files are not in the user's folder. */
  private void needs(ModelCard... cards) {
    FacesEngine.Opener synthetic = SyntheticEngine.opener(new AtomicInteger());
    cli.engines(
        new FacesEngine.Opener() {
          @Override
          public FacesEngine open(EngineConfig config) {
            return synthetic.open(config);
          }

          @Override
          public List<ModelCard> missing(EngineConfig config) {
            Path models = folder.resolve("home/.local/share/mien/models");
            return List.of(cards).stream()
                .filter(card -> !Files.exists(models.resolve(card.fileName())))
                .toList();
          }
        });
  }

  /** A model whose package the registry lacks, and which lies on the web besides. */
  private ModelCard card(String id) {
    NpmPackage origin =
        new NpmPackage("weights", "1.0.0", "sha512-" + "A".repeat(86) + "==", 61_000_000);
    String sha256 = sha256();
    return new ModelCard(
        new ModelId(id),
        ModelTask.DETECTION,
        ModelFamily.RFB,
        id + ".onnx",
        WEIGHTS.length,
        sha256,
        List.of(
            new ModelSource.NpmMember(
                origin,
                List.of(new ModelSource.Member("m", sha256, Optional.empty())),
                Conversion.AS_IS),
            new ModelSource.WebFile(URI.create(address("/weights")))),
        new License("MIT", true, ""),
        Optional.empty(),
        0,
        Calibration.NONE);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(WEIGHTS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
