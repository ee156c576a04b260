package mien.cli.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mien.studio.compare.VisionSettings;

/**
 * The table {@code [studio]}: where the studio listens, for whom, and who judges faces. Paths are
 * as they are written: relative ones start at the working folder.
 *
 * @param host address or name to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param apiKeyFile holds the key that clients show
 * @param tlsCert certificate chain, PEM
 * @param tlsKey its key, PEM
 * @param tlsAtProxy a proxy in front speaks TLS
 * @param open whether the page is opened in the browser; {@code AUTO} on a desktop
 * @param threshold score from which two faces are one person, in (-1, 1); empty takes the
 *     recognizer's own
 * @param queue photos that may wait for the engine; empty takes 64, or 32 a thread
 * @param requests that may be under way at once
 * @param connectionsPerAddress of one client address at once; empty takes a quarter of all, and all
 *     behind a proxy
 * @param maxPixels of a photo that is uploaded
 * @param patience how long a photo may wait and be worked on; empty takes 30 s
 * @param provider who judges faces
 * @param openai whom to ask when that is an outside service
 */
public record StudioSettings(
    String host,
    int port,
    Optional<Path> apiKeyFile,
    Optional<Path> tlsCert,
    Optional<Path> tlsKey,
    boolean tlsAtProxy,
    Settings.Show open,
    OptionalDouble threshold,
    OptionalInt queue,
    int requests,
    OptionalInt connectionsPerAddress,
    long maxPixels,
    Optional<Duration> patience,
    Provider provider,
    OpenAi openai) {

  /** What holds without a settings file: loopback alone, and no photo leaves the machine. */
  public static final StudioSettings DEFAULT =
      new StudioSettings(
          "127.0.0.1",
          8080,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Settings.Show.AUTO,
          OptionalDouble.empty(),
          OptionalInt.empty(),
          256,
          OptionalInt.empty(),
          75_000_000,
          Optional.empty(),
          Provider.LOCAL,
          new OpenAi(
              Optional.empty(),
              VisionSettings.DEFAULT_MODEL,
              Optional.empty(),
              Optional.empty(),
              true,
              Duration.ofSeconds(20),
              3,
              0.5));

  /** Who judges faces. */
  public enum Provider {
    /** The engine of this machine. */
    LOCAL,
    /** An OpenAI-compatible vision service. */
    OPENAI
  }

  /**
   * The table {@code [studio.openai]}. It does nothing unless the provider is {@code openai}.
   *
   * @param baseUrl of the service; there is no default, so that no one sends faces anywhere by
   *     forgetting a line
   * @param model the name that the service knows
   * @param keyFile holds the service's key
   * @param keyVariable the environment variable that holds it; with neither no key is sent
   * @param fallback whether the engine of this machine answers when the service does not
   * @param timeout of one answer; all tries of one question together may take half as much more
   * @param tries of one question, 1 to 10
   * @param threshold judged similarity from which two faces are one person, in (0, 1)
   */
  public record OpenAi(
      Optional<URI> baseUrl,
      String model,
      Optional<Path> keyFile,
      Optional<String> keyVariable,
      boolean fallback,
      Duration timeout,
      int tries,
      double threshold) {}
}
