package mien.cli.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
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
        studio
            .key("host", "where `mien serve` listens; beyond loopback it demands a key and TLS")
            .option("--host")
            .text("an address or a name", StudioReader::name, defaults.host()),
        (int)
            studio
                .key("port", "its port; 0 takes a free one")
                .option("--port")
                .amount(0, 65_535, defaults.port()),
        studio
            .key(
                "api-key-file",
                "holds the key that clients show as `X-API-Key`, 16 to 512 characters")
            .option("--api-key-file")
            .text("a file's name", SettingsReader::path),
        studio
            .key("tls-cert", "certificate chain, PEM")
            .option("--tls-cert")
            .text("a file's name", SettingsReader::path),
        studio
            .key("tls-key", "its key, PKCS #8 PEM, not encrypted")
            .option("--tls-key")
            .text("a file's name", SettingsReader::path),
        studio
            .key(
                "tls-at-proxy", "a proxy in front does TLS, and only the proxy reaches the address")
            .option("--tls-at-proxy")
            .flag(defaults.tlsAtProxy()),
        studio
            .key("open", "open the page in the browser; `auto` means on a desktop")
            .option("--open")
            .word(defaults.open()),
        studio
            .key(
                "threshold",
                "similarity from which two faces are one person, in the studio and for "
                    + "`mien compare`")
            .option("--threshold")
            .unset("`0.35`, or the card's where 0.35 lets more than 1 in 1,000 strangers pass")
            .between(-1, 1),
        studio
            .key("queue", "photos that may wait for the engine; more are answered 503")
            .unset("64, or 32 a thread")
            .whole(1, 100_000),
        (int)
            studio
                .key(
                    "requests",
                    "requests that may be under way at once; more wait 10 s, then are "
                        + "answered 503")
                .amount(1, 100_000, defaults.requests()),
        studio
            .key(
                "connections-per-address",
                "connections that one client address may hold; behind a proxy all clients "
                    + "have one address")
            .unset("`256`; `1024` with `tls-at-proxy`")
            .whole(1, 1024),
        studio
            .key(
                "max-pixels",
                "uploaded photos with more pixels are refused; never more than "
                    + "`limits.max-pixels`")
            .option("--limit-pixels")
            .unit("MP")
            .amount(1, Integer.MAX_VALUE, defaults.maxPixels()),
        studio
            .key("patience", "how long a photo may wait and be worked on")
            .time(LONGEST, defaults.patience()),
        studio
            .key("provider", "who judges faces; `openai` sends crops of faces to another service")
            .option("--face-provider")
            .word(defaults.provider()),
        service(defaults.openai()));
  }

  private StudioSettings.OpenAi service(StudioSettings.OpenAi defaults) {
    var read =
        new StudioSettings.OpenAi(
            openai
                .key("base-url", "where crops are sent, such as `https://api.openai.com/v1`")
                .option("--openai-url")
                .unset("none: must be set")
                .values("https address; http on loopback only")
                .text(VisionSettings.BASE_RULE, StudioReader::address),
            openai
                .key("model", "the model that is asked")
                .option("--openai-model")
                .text("a model's name", StudioReader::name, defaults.model()),
            openai
                .key("key-file", "holds the service's key")
                .option("--openai-key-file")
                .text("a file's name", SettingsReader::path),
            openai
                .key(
                    "key-variable",
                    "the environment variable that holds it; not together with `key-file`")
                .text("a variable's name", StudioReader::name),
            openai
                .key(
                    "fallback",
                    "when the service fails this machine answers, with a warning; else the "
                        + "answer is a 502")
                .option("--openai-fallback")
                .flag(defaults.fallback()),
            openai
                .key(
                    "timeout",
                    "how long one answer may take; all questions and tries of a request "
                        + "together half as long again")
                .option("--openai-timeout")
                .time(LONGEST, defaults.timeout()),
            (int)
                openai
                    .key("tries", "how often a busy or silent service is asked")
                    .amount(1, 10, defaults.tries()),
            openai
                .key(
                    "threshold",
                    "judged likeness from which two faces are one person; not on the scale of "
                        + "`studio.threshold`")
                .fraction(defaults.threshold()));
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
