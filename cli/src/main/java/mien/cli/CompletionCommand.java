package mien.cli;

import java.util.concurrent.Callable;
import mien.cli.settings.Words;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mien completion}: a script for the shell. */
@Command(
    name = "completion",
    description = "Print a completion script for a shell.",
    footer = {
      "",
      "Examples:",
      "  mien completion bash > ~/.local/share/bash-completion/completions/mien",
      "  source <(mien completion zsh)           in ~/.zshrc, after compinit"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells that understand the script. */
  enum Shell {
    /** The GNU shell. */
    BASH,
    /** The Z shell, through its bashcompinit. */
    ZSH
  }

  @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
  Shell shell;

  @Spec CommandSpec spec;

  private final Surroundings surroundings;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    // The script turns on zsh's bashcompinit by itself, so both shells take the same text.
    surroundings.out().println("# mien completion for " + Words.of(shell));
    surroundings.out().print(AutoComplete.bash("mien", spec.root().commandLine()));
    return ExitCode.OK;
  }
}
