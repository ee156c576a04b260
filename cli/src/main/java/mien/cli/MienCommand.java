package mien.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mien.cli.settings.Settings;
import mien.cli.settings.Settings.Show;
import mien.cli.settings.SettingsFile;
import mien.cli.terminal.Ink;
import mien.cli.terminal.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code mien} itself: the options that every command has, and what they mean. */
@Command(
    name = "mien",
    synopsisSubcommandLabel = "COMMAND",
    header = "Sees faces in photos: where they are, and what they tell.",
    description = {
      "",
      "Everything happens on this machine. mien never calls home. Its default weights are fetched",
      "once, and it says so; 'models.fetch' in the settings can forbid it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien faces holiday/                     a table of every face in a folder",
      "  mien faces --json *.jpg > faces.jsonl   for programs: one JSON object a photo",
      "  mien faces --annotate drawn/ holiday/   pictures with everything drawn",
      "  mien compare passport.jpg selfie.jpg    the same person?",
      "  mien serve                              the studio in the browser, on this machine",
      "  mien consent show staff-0042            what is held of somebody, and until when",
      "  mien doctor                             what is installed, and what is missing",
      "",
      "'mien COMMAND --help' tells more. Settings: docs/settings.md."
    })
public final class MienCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Settings file (default: mien/config.toml in the user's config folder).")
  @Nullable Path config;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  boolean debug;

  @Option(
      names = "--colour",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto, always or never (auto: on a terminal, unless NO_COLOR is set).")
  @Nullable Show colour;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "Show the version.")
  boolean version;

  @Spec CommandSpec spec;

  private final Surroundings surroundings;
  private @Nullable SettingsFile settings;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  MienCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is outside the process. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** The settings, read at the first call. */
  public SettingsFile settingsFile() {
    if (settings == null) {
      settings = SettingsFile.read(named(), usual());
    }
    return settings;
  }

  /** The settings file that holds, or that would if it were there. */
  public Path settingsPath() {
    return named().orElseGet(this::usual);
  }

  private Optional<Path> named() {
    return Optional.ofNullable(config).map(surroundings.folder()::resolve);
  }

  private Path usual() {
    return surroundings.baseFolder("XDG_CONFIG_HOME", ".config").resolve("mien/config.toml");
  }

  /** The settings, read at the first call. */
  public Settings settings() {
    return settingsFile().settings();
  }

  /** Colours for standard output. */
  public Ink outInk() {
    return new Ink(colours(surroundings.outIsTerminal()));
  }

  /** Colours for standard error. */
  public Ink errInk() {
    return new Ink(colours(surroundings.errIsTerminal()));
  }

  /** How progress is shown. */
  public Progress.Mode progress() {
    return switch (settings().output().progress()) {
      case AUTO -> surroundings.errIsTerminal() ? Progress.Mode.BAR : Progress.Mode.OFF;
      case ALWAYS -> surroundings.errIsTerminal() ? Progress.Mode.BAR : Progress.Mode.LINES;
      case NEVER -> Progress.Mode.OFF;
    };
  }

  /** Colours for complaints: works even when the settings file is what is wrong. */
  Ink complaintInk() {
    Show show = colour != null ? colour : Show.AUTO;
    return new Ink(shown(show, surroundings.errIsTerminal()));
  }

  @Override
  public Integer call() {
    if (version) {
      surroundings.out().println("mien " + Version.text());
      return ExitCode.OK;
    }
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  private boolean colours(boolean terminal) {
    return shown(colour != null ? colour : settings().output().colour(), terminal);
  }

  private boolean shown(Show show, boolean terminal) {
    boolean wanted =
        surroundings.variable("NO_COLOR").isEmpty()
            && !surroundings
                .variable("TERM")
                .map(term -> term.toLowerCase(Locale.ROOT))
                .equals(Optional.of("dumb"));
    return switch (show) {
      case AUTO -> terminal && wanted;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
