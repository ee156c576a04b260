package mien.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import mien.cli.EngineDesk;
import mien.cli.EngineOptions;
import mien.cli.EngineOptions.Job;
import mien.cli.ExitCode;
import mien.cli.MienCommand;
import mien.cli.ModelPlaces;
import mien.cli.Surroundings;
import mien.cli.Version;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.studio.Studio;
import mien.studio.StudioConfig;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mien serve}: the studio, until somebody stops it. */
@Command(
    name = "serve",
    sortOptions = false,
    header = "Open the studio: compare two photos in the browser or over HTTP.",
    description = {
      "",
      "Listens on this machine alone and opens the page. Beyond it, an API key and TLS are demanded.",
      "Nothing of an upload is kept. Ctrl-C finishes what runs and stops.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien serve",
      "  mien serve --port 9000 --no-open",
      "  mien serve --host 0.0.0.0 --api-key-file key.txt --tls-cert cert.pem --tls-key key.pem",
      "",
      "The API is described at /api and in docs/api.md."
    })
public final class ServeCommand implements Callable<Integer> {

  private static final int REQUESTS = 256;
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** A photo that is not through by then helps nobody who waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int QUEUE = 64;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes a free one (default: 8080).")
  int port;

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: 127.0.0.1).")
  String host;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "File with the key that clients send as X-API-Key: 16 characters or more.")
  @Nullable Path apiKeyFile;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "Certificate chain, PEM.")
  @Nullable Path tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PKCS #8 PEM.")
  @Nullable Path tlsKey;

  @Option(
      names = "--tls-at-proxy",
      description = "A proxy in front speaks TLS, and nobody else reaches this address.")
  boolean tlsAtProxy;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description = "Similarity from which two faces are one person (default: 0.35).")
  @Nullable Double threshold;

  @Option(
      names = "--open",
      negatable = true,
      description = "Open the page in the browser (default: on a desktop).")
  @Nullable Boolean open;

  @Mixin EngineOptions engineOptions;

  private final MienCommand root;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public ServeCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Surroundings around = root.surroundings();
    HttpSettings http = http();
    EngineConfig engine = engine();
    StudioConfig config =
        new StudioConfig(
            http,
            UploadLimits.standard(),
            engine,
            threshold(),
            UnaryOperator.identity(),
            Version.text());
    try (Studio studio = Studio.start(config)) {
      studio.report().ifPresent(r -> EngineDesk.announce(root, r, engine.threads()));
      studio.missing().ifPresent(why -> around.err().println(root.errInk().warning(why)));
      String url = url(http, studio.port());
      around.out().println("The studio is open at " + url + " (Ctrl-C closes it)");
      around.out().flush();
      boolean desktop =
          around.variable("DISPLAY").or(() -> around.variable("WAYLAND_DISPLAY")).isPresent();
      if (open != null ? open : desktop && http.address().isLoopbackAddress()) {
        Browser.open(url);
      }
      around.interruption().watch();
      around.interruption().awaitRequest();
      around.err().println("Closing: what runs is finished.");
      around.err().flush();
    }
    return ExitCode.OK;
  }

  private EngineConfig engine() {
    Job job = new Job(Integer.MAX_VALUE, EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING));
    EngineConfig config = engineOptions.config(root.settings(), ModelPlaces.of(root).search(), job);
    return config.withQueue(Math.max(QUEUE, 32 * config.threads())).withPatience(PATIENCE);
  }

  private OptionalDouble threshold() {
    if (threshold == null) {
      return OptionalDouble.empty();
    }
    if (!(threshold > -1 && threshold < 1)) {
      throw usage("--threshold must be above -1 and below 1, but is " + threshold + ".");
    }
    return OptionalDouble.of(threshold);
  }

  private HttpSettings http() {
    if (port < 0 || port > 65_535) {
      throw usage("--port must be 0 to 65535, but is " + port + ".");
    }
    Path certificate = tlsCert;
    Path key = tlsKey;
    if ((certificate == null) != (key == null)) {
      throw usage("--tls-cert and --tls-key go together: give both or none.");
    }
    Path folder = root.surroundings().folder();
    Optional<HttpSettings.Tls> tls =
        certificate == null || key == null
            ? Optional.empty()
            : Optional.of(new HttpSettings.Tls(folder.resolve(certificate), folder.resolve(key)));
    return new HttpSettings(
        address(),
        port,
        Optional.ofNullable(apiKeyFile).map(file -> key(folder.resolve(file))),
        tls,
        tlsAtProxy,
        REQUESTS,
        GRACE);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw usage("--host must be an address of this machine, but is '" + host + "'.");
    }
  }

  private static ApiKey key(Path file) {
    try {
      return new ApiKey(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw usage(
          "--api-key-file must name a file with a key of 16 to 512 characters: "
              + file
              + " does not serve.");
    }
  }

  private static String url(HttpSettings http, int port) {
    String name =
        http.address().isLoopbackAddress() ? "localhost" : http.address().getHostAddress();
    return (http.tls().isPresent() ? "https://" : "http://") + name + ":" + port + "/";
  }

  private static MienException usage(String message) {
    return new MienException(Blame.USER, "usage.option", message);
  }
}
