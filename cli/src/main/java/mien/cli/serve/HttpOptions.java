package mien.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.cli.fault.CliFault;
import mien.cli.settings.StudioSettings;
import mien.core.MienException;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.HttpSettings.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the studio listens and for whom. An option that is given overrides its key. */
final class HttpOptions {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes a free one (default: 8080).")
  @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      description = "Address to listen on (default: 127.0.0.1).")
  @Nullable String host;

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
      negatable = true,
      description = "A proxy in front does TLS, and only the proxy reaches this address.")
  @Nullable Boolean tlsAtProxy;

  /**
   * Settings and options together.
   *
   * @param settings of the file
   * @param folder where relative paths start
   * @throws MienException USER if a value is wrong
   */
  HttpSettings settings(StudioSettings settings, Path folder) {
    int chosen = port != null ? port : settings.port();
    if (chosen < 0 || chosen > 65_535) {
      throw usage("--port must be 0 to 65535, but is " + chosen + ".");
    }
    boolean behindProxy = tlsAtProxy != null ? tlsAtProxy : settings.tlsAtProxy();
    return new HttpSettings(
        address(host != null ? host : settings.host()),
        chosen,
        either(apiKeyFile, settings.apiKeyFile()).map(file -> key(folder.resolve(file))),
        List.of(),
        tls(settings, folder),
        behindProxy,
        limits(settings, behindProxy));
  }

  /** Behind a proxy all clients have its address. */
  private static Limits limits(StudioSettings settings, boolean behindProxy) {
    int share = behindProxy ? Limits.CONNECTIONS : Limits.USUAL.perAddress();
    return Limits.USUAL
        .withRequests(settings.requests())
        .withConnections(
            Limits.CONNECTIONS,
            Math.min(Limits.CONNECTIONS, settings.connectionsPerAddress().orElse(share)));
  }

  private Optional<HttpSettings.Tls> tls(StudioSettings settings, Path folder) {
    Optional<Path> certificate = either(tlsCert, settings.tlsCert());
    Optional<Path> key = either(tlsKey, settings.tlsKey());
    if (certificate.isPresent() != key.isPresent()) {
      throw usage(
          "--tls-cert and --tls-key (studio.tls-cert, studio.tls-key) go together: give both or"
              + " none.");
    }
    return certificate.map(
        file -> new HttpSettings.Tls(folder.resolve(file), folder.resolve(key.orElseThrow())));
  }

  private static Optional<Path> either(@Nullable Path option, Optional<Path> setting) {
    return option != null ? Optional.of(option) : setting;
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw usage(
          "--host (studio.host) must be an address of this machine, but is '" + host + "'.");
    }
  }

  private static ApiKey key(Path file) {
    try {
      return new ApiKey(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw usage(
          "--api-key-file (studio.api-key-file) must name a file with a key of 16 to 512"
              + " characters without spaces or accents: "
              + file
              + " is not valid.");
    }
  }

  static MienException usage(String message) {
    return new MienException(CliFault.USAGE_OPTION, message);
  }
}
