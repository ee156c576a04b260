package mien.cli.serve;

import static mien.cli.serve.HttpOptions.usage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import mien.cli.settings.StudioSettings;
import mien.cli.settings.StudioSettings.OpenAi;
import mien.cli.settings.TimeSpan;
import mien.core.MienException;
import mien.studio.compare.CompareSettings;
import mien.studio.compare.ThresholdRule;
import mien.studio.compare.VisionKey;
import mien.studio.compare.VisionSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who judges faces, and from which score they are one person's. Options override their keys. */
final class JudgeOptions {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description =
          "Similarity from which two faces are one person (default: 0.35, or the recognizer's where"
              + " 0.35 lets more than 1 in 1,000 strangers pass).")
  @Nullable Double threshold;

  @Option(
      names = "--face-provider",
      paramLabel = "NAME",
      description = "Who judges faces: local, or openai, which sends crops of faces elsewhere.")
  StudioSettings.@Nullable Provider provider;

  @Option(
      names = "--openai-url",
      paramLabel = "URL",
      description = "Base URL of the OpenAI-compatible service: https://host/v1.")
  @Nullable String url;

  @Option(
      names = "--openai-model",
      paramLabel = "NAME",
      description = "Its model (default: " + VisionSettings.DEFAULT_MODEL + ").")
  @Nullable String model;

  @Option(names = "--openai-key-file", paramLabel = "FILE", description = "File with its key.")
  @Nullable Path keyFile;

  @Option(
      names = "--openai-timeout",
      paramLabel = "TIME",
      description = "How long one answer may take (default: 20 s).")
  @Nullable String timeout;

  @Option(
      names = "--openai-fallback",
      negatable = true,
      description = "When it fails, this machine answers, with a warning (default: yes).")
  @Nullable Boolean fallback;

  /** How two photos are compared: as {@code mien compare} does, but for {@code --threshold}. */
  CompareSettings comparing(CompareSettings settings) {
    if (threshold == null) {
      return settings;
    }
    if (!(threshold > -1 && threshold < 1)) {
      throw usage("--threshold must be above -1 and below 1, but is " + threshold + ".");
    }
    return new CompareSettings(new ThresholdRule.Fixed(threshold), settings.bystanders());
  }

  /**
   * The outside service that judges faces; empty when this machine does.
   *
   * @param settings of the file
   * @param folder where relative paths start
   * @param environment that may hold the service's key
   * @throws MienException USER or OPERATOR if a value is wrong
   */
  Optional<VisionSettings> service(
      StudioSettings settings, Path folder, Map<String, String> environment) {
    return switch (provider != null ? provider : settings.provider()) {
      case LOCAL -> {
        if (url != null || model != null || keyFile != null || timeout != null) {
          throw usage("Options with --openai- need --face-provider openai; nothing is sent yet.");
        }
        yield Optional.empty();
      }
      case OPENAI -> Optional.of(service(settings.openai(), folder, environment));
    };
  }

  private VisionSettings service(OpenAi settings, Path folder, Map<String, String> environment) {
    Duration read = timeout(settings);
    return new VisionSettings(
        base(settings),
        model != null ? model : settings.model(),
        key(settings, folder, environment),
        read.compareTo(LONGEST_CONNECT) < 0 ? read : LONGEST_CONNECT,
        read,
        read.plus(read.dividedBy(2)),
        settings.tries(),
        fallback != null ? fallback : settings.fallback(),
        settings.threshold());
  }

  private URI base(OpenAi settings) {
    if (url == null) {
      return settings
          .baseUrl()
          .orElseThrow(
              () ->
                  usage(
                      "The openai provider sends crops of faces to a service, so say which:"
                          + " --openai-url URL, or base-url in [studio.openai]."));
    }
    try {
      return VisionSettings.base(url);
    } catch (IllegalArgumentException e) {
      throw usage("--openai-url: " + e.getMessage() + ".");
    }
  }

  private VisionKey key(OpenAi settings, Path folder, Map<String, String> environment) {
    Optional<Path> file = keyFile != null ? Optional.of(keyFile) : settings.keyFile();
    return file.map(name -> VisionKey.ofFile(folder.resolve(name)))
        .or(() -> settings.keyVariable().map(name -> VisionKey.ofEnvironment(environment, name)))
        .orElse(VisionKey.NONE);
  }

  private Duration timeout(OpenAi settings) {
    if (timeout == null) {
      return settings.timeout();
    }
    return TimeSpan.parse(timeout)
        .filter(Duration::isPositive)
        .orElseThrow(
            () ->
                usage("--openai-timeout must be a time such as '20 s', but is '" + timeout + "'."));
  }
}
