package mien.cli.vault;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mien.cli.command.Surroundings;
import mien.vault.config.KeySource;
import org.jspecify.annotations.Nullable;

/** A passphrase that is typed without being shown, or that is the first line of standard input. */
final class Passphrase {

  private Passphrase() {}

  static KeySource ask(Surroundings around) {
    @Nullable Console console = around.inIsTerminal() ? System.console() : null;
    char[] typed =
        console != null && console.isTerminal()
            ? console.readPassword("Passphrase of the vault: ")
            : line(around).toCharArray();
    if (typed == null || typed.length == 0) {
      throw VaultOptions.usage("--passphrase wants a passphrase, and none was typed.");
    }
    try {
      return new KeySource.Passphrase(typed);
    } finally {
      Arrays.fill(typed, ' ');
    }
  }

  /** One line and no byte more: what follows may be for another reader. */
  private static String line(Surroundings around) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = around.in().read(); b >= 0 && b != '\n'; b = around.in().read()) {
        line.write(b);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
