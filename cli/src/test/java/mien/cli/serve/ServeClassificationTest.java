package mien.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [vault.classification]} that cannot be is refused before anything listens. */
class ServeClassificationTest {

  @TempDir Path folder;

  private Run serve(String policy, String classification) {
    Cli cli = new Cli(folder);
    String settings =
        "[vault]\nfolder = \"v\"\npolicy = \"%s\"\naccept-policy = \"%s\"\n[vault.classification]\n%s"
            .formatted(policy, policy, classification);
    cli.text("mien.toml", settings);
    return cli.run("--config", "mien.toml", "serve", "--port", "0", "--no-open");
  }

  private void refuses(String policy, String classification, String... words) {
    Run run = serve(policy, classification);
    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains(words);
    assertThat(run.out()).isEmpty();
    assertThat(Files.exists(folder.resolve("v").resolve("vault.db"))).isFalse();
  }

  @Test
  void onlyAPolicyThatDisclosesThemLetsAnybodyGuess() {
    for (String policy : new String[] {"biometric_v1", "personal"}) {
      for (String who :
          new String[] {
            "provider = \"onnx\"\n", "provider = \"command\"\ncommand = [\"guess\"]\n"
          }) {
        refuses(policy, who, "The policy " + policy + " discloses no classifications", "\"none\"");
      }
    }
  }

  @Test
  void aProgramThatIsNotThereIsRefused() {
    refuses(
        "biometric_v2",
        "provider = \"command\"\ncommand = [\"guess\"]\n",
        "a program that may be run",
        folder.resolve("guess").toString());
  }
}
