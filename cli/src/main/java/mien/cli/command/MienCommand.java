package mien.cli.command;

import java.nio.file.Path;
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
    header = "Finds faces in photos, describes and compares them.",
    description = {
      "",
      "Everything happens on this machine. No photo leaves it, unless you switch on an outside"
          + " service in 'mien serve'. The default weights are fetched once, and mien says so;"
          + " 'models.fetch' in the settings can forbid it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mien faces holiday/                     every face in a folder",
      "  mien faces --json *.jpg > faces.jsonl   the same for programs",
      "  mien faces --annotate drawn/ holiday/   pictures with everything drawn in",
      "  mien compare passport.jpg selfie.jpg    the same person?",
      "  mien serve                              the studio, in the browser",
      "  mien consent show staff-0042            what is held about a person",
      "  mien doctor                             what is installed or missing",
      "",
      "See 'mien help COMMAND'. Settings: docs/settings.md."
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
      description = "Show the stack trace of a failure, and the models in use.")
  boolean debug;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto, always or never (auto: on a terminal, unless NO_COLOR is set).")
  @Nullable Show color;

  /** The spelling of earlier versions. */
  @Option(names = "--colour", hidden = true, scope = ScopeType.INHERIT)
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

  /** The root of the command line, which every command asks. */
  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  public MienCommand(Surroundings surroundings) {
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

  /** Colors for standard output. */
  public Ink outInk() {
    return new Ink(colors(surroundings.outIsTerminal()));
  }

  /** Colors for standard error. */
  public Ink errInk() {
    return new Ink(colors(surroundings.errIsTerminal()));
  }

  /** Whether details that only matter when something is wrong are printed. */
  public boolean debug() {
    return debug;
  }

  /** How progress is shown. */
  public Progress.Mode progress() {
    return switch (settings().output().progress()) {
      case AUTO -> draws() ? Progress.Mode.BAR : Progress.Mode.OFF;
      case ALWAYS -> draws() ? Progress.Mode.BAR : Progress.Mode.LINES;
      case NEVER -> Progress.Mode.OFF;
    };
  }

  /** Colors for error messages: works even when the settings file is what is wrong. */
  public Ink problemInk() {
    return new Ink(shown(asked().orElse(Show.AUTO), surroundings.errIsTerminal()));
  }

  /** Colors for help on standard output: works whatever is in the settings file. */
  public Ink helpInk() {
    return new Ink(shown(asked().orElse(Show.AUTO), surroundings.outIsTerminal()));
  }

  @Override
  public Integer call() {
    if (version) {
      surroundings.out().println("mien " + Version.text());
      return ExitCode.OK;
    }
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private Optional<Show> asked() {
    return Optional.ofNullable(color != null ? color : colour);
  }

  private boolean colors(boolean terminal) {
    return shown(asked().orElseGet(() -> settings().output().color()), terminal);
  }

  /** Whether a bar can be drawn over itself on standard error. */
  private boolean draws() {
    return surroundings.errIsTerminal() && !dumb();
  }

  private boolean dumb() {
    return surroundings.variable("TERM").filter("dumb"::equalsIgnoreCase).isPresent();
  }

  private boolean shown(Show show, boolean terminal) {
    boolean wanted = surroundings.variable("NO_COLOR").isEmpty() && !dumb();
    return switch (show) {
      case AUTO -> terminal && wanted;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
