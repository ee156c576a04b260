package mien.cli.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mien.studio.StudioConfig;
import mien.studio.compare.VisionSettings;

/**
 * The table {@code [studio]}: where the studio listens, for whom, and who judges faces. Paths are
 * as they are written: relative ones start at the working folder.
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
    Duration patience,
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
          StudioConfig.USUAL_PATIENCE,
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

  /** The table {@code [studio.openai]}. It does nothing unless the provider is {@code openai}. */
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
