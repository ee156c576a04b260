package mien.cli.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mien.studio.compare.VisionSettings;

/** Reads {@code [studio]} and {@code [studio.openai]}. */
final class StudioReader {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final SettingsSection studio;
  private final SettingsSection openai;

  StudioReader(SettingsSection studio) {
    this.studio = studio;
    this.openai = studio.table("openai");
  }

  /** The nested table, whose unknown keys are to be refused too. */
  SettingsSection openai() {
    return openai;
  }

  StudioSettings read() {
    StudioSettings defaults = StudioSettings.DEFAULT;
    return new StudioSettings(
        studio.text("host", "an address or a name", StudioReader::name).orElse(defaults.host()),
        (int) studio.amount("port", 0, 65_535, defaults.port()),
        studio.text("api-key-file", "a file's name", SettingsReader::path),
        studio.text("tls-cert", "a file's name", SettingsReader::path),
        studio.text("tls-key", "a file's name", SettingsReader::path),
        studio.flag("tls-at-proxy", defaults.tlsAtProxy()),
        studio.word("open", defaults.open()),
        studio.between("threshold", -1, 1),
        whole("queue", 100_000),
        (int) studio.amount("requests", 1, 100_000, defaults.requests()),
        whole("connections-per-address", 1024),
        studio.amount("max-pixels", 1, Integer.MAX_VALUE, defaults.maxPixels()),
        studio.time("patience", LONGEST),
        studio.word("provider", defaults.provider()),
        service(defaults.openai()));
  }

  private OptionalInt whole(String key, int most) {
    int given = (int) studio.amount(key, 1, most, 0);
    return given == 0 ? OptionalInt.empty() : OptionalInt.of(given);
  }

  private StudioSettings.OpenAi service(StudioSettings.OpenAi defaults) {
    var read =
        new StudioSettings.OpenAi(
            openai.text("base-url", VisionSettings.BASE_RULE, StudioReader::address),
            openai.text("model", "a model's name", StudioReader::name).orElse(defaults.model()),
            openai.text("key-file", "a file's name", SettingsReader::path),
            openai.text("key-variable", "a variable's name", StudioReader::name),
            openai.flag("fallback", defaults.fallback()),
            openai.time("timeout", LONGEST).orElse(defaults.timeout()),
            (int) openai.amount("tries", 1, 10, defaults.tries()),
            openai.between("threshold", 0, 1).orElse(defaults.threshold()));
    if (read.keyFile().isPresent() && read.keyVariable().isPresent()) {
      return openai.wrong("key-variable", "left out where key-file is set", "set too", defaults);
    }
    return read;
  }

  private static Optional<String> name(String text) {
    return Optional.of(text.strip()).filter(name -> !name.isEmpty() && !name.contains(" "));
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(VisionSettings.base(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
