package mien.cli.completion;

import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.cli.command.ExitCode;
import mien.cli.command.Surroundings;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mien completion}: a script for the shell. */
@Command(
    name = "completion",
    description = "Print a completion script for bash, zsh or fish.",
    footer = {
      "",
      "Examples:",
      "  mien completion bash > ~/.local/share/bash-completion/completions/mien",
      "  mien completion fish > ~/.config/fish/completions/mien.fish",
      "  mien completion zsh > ~/.mien.zsh       and in ~/.zshrc, after compinit: source ~/.mien.zsh"
    })
public final class CompletionCommand implements Callable<Integer> {

  private static final Pattern LIST = Pattern.compile("_args=\\(.*\\)");
  private static final Pattern CONSTANT = Pattern.compile("\"[A-Z_]+\"");

  /** Shells that understand a script. */
  public enum Shell {
    /** The GNU shell. */
    BASH,
    /** The Z shell, through its bashcompinit. */
    ZSH,
    /** The friendly interactive shell. */
    FISH
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell;

  @Spec CommandSpec spec;

  private final Surroundings surroundings;

  /** Makes the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  public CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    switch (shell) {
      // The script turns on zsh's bashcompinit by itself, so both shells take the same text.
      case BASH, ZSH -> surroundings.out().print(bash(root));
      case FISH -> surroundings.out().print(FishScript.of(root.getCommandSpec()));
    }
    return ExitCode.OK;
  }

  /** Picocli's script, with the words of enums as they are typed: {@code five-point}. */
  private static String bash(CommandLine root) {
    return LIST.matcher(AutoComplete.bash("mien", root))
        .replaceAll(
            list ->
                Matcher.quoteReplacement(
                    CONSTANT
                        .matcher(list.group())
                        .replaceAll(constant -> FishScript.word(constant.group()))));
  }
}
