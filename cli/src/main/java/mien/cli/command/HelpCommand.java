package mien.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import mien.cli.terminal.Ink;
import mien.cli.terminal.SafeText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mien help}: the same as {@code --help} after a command. */
@Command(name = "help", description = "Show the help of mien or of a command.")
public final class HelpCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command, and a command of it: models pull.")
  @Nullable List<String> words;

  @Spec CommandSpec spec;

  private final MienCommand root;

  /** Of {@code mien} or of a group of commands. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public HelpCommand(MienCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    CommandLine at = spec.parent().commandLine();
    for (String word : words == null ? List.<String>of() : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        String sentence =
            at.getSubcommands().isEmpty()
                ? "'" + at.getCommandSpec().qualifiedName() + "' has no commands of its own."
                : UsageError.unknownCommand(at, word);
        Ink ink = root.problemInk();
        root.surroundings().err().println(ink.bad("mien: ") + SafeText.of(sentence));
        return ExitCode.USAGE;
      }
      at = next;
    }
    at.usage(at.getOut());
    return ExitCode.OK;
  }
}
