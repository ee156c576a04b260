package mien.cli.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import mien.cli.terminal.StandardStream;
import mien.cli.terminal.Terminals;

/**
 * Everything outside the process that a command may touch, so that a test can hand in its own.
 *
 * @param in standard input
 * @param out standard output: results only
 * @param err standard error: everything else
 * @param inIsTerminal whether a person can answer through {@code in}
 * @param outIsTerminal whether a person sees {@code out}
 * @param errIsTerminal whether a person sees {@code err}
 * @param environment variables
 * @param folder the working folder, absolute
 * @param checkout root of the source tree, when mien runs from one
 * @param nanoTime a clock for rates, as {@link System#nanoTime}
 * @param interruption Ctrl-C
 * @param engines how engines are opened
 */
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment,
    Path folder,
    Optional<Path> checkout,
    LongSupplier nanoTime,
    Interruption interruption,
    FacesEngine.Opener engines) {

  private static final int USUAL_COLUMNS = 80;

  /** Those of this process. */
  public static Surroundings ofProcess(FacesEngine.Opener engines) {
    return new Surroundings(
        System.in,
        StandardStream.out(),
        StandardStream.err(),
        Terminals.isTerminal(0),
        Terminals.isTerminal(1),
        Terminals.isTerminal(2),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getProperty("mien.checkout")).map(Path::of),
        System::nanoTime,
        new Interruption(),
        engines);
  }

  /** A variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * The terminal's width, as {@code COLUMNS} says (the launcher sets it); 80 where it is not said.
   */
  public int columns() {
    try {
      int columns = Integer.parseInt(variable("COLUMNS").orElse("0"));
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (NumberFormatException _) {
      return USUAL_COLUMNS;
    }
  }

  /** A base folder of the XDG specification: {@code variable}, else {@code fallback} in home. */
  public Path baseFolder(String variable, String fallback) {
    // The specification says that a relative path must be ignored.
    return variable(variable)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(fallback));
  }

  private Path home() {
    return variable("HOME").map(Path::of).orElseGet(() -> Path.of(System.getProperty("user.home")));
  }
}
