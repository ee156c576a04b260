package mien.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.cli.testing.Cli.Run;

/**
 * A new vault of a club in the folder {@code v}, beside a photo.
 *
 * @param cli which runs in the folder above
 */
public record ClubVault(Cli cli) {

  /** Who signs. */
  public static final String SIGNER = "Zebulon Quartermain";

  /** Makes the vault in a folder. */
  public static ClubVault in(Path folder) {
    Cli cli = new Cli(folder);
    cli.png("photo.png", 40, 30, 128);
    Run run =
        cli.run(
            "vault", "init", "--vault", "v", "--organization", "A Club", "--contact", "the desk");
    assertThat(run.err()).contains("A master key was made", "v.key");
    assertThat(run.out()).contains("biometric_v1");
    assertThat(run.status()).isZero();
    return new ClubVault(cli);
  }

  /** Runs a command of {@code mien consent}. */
  public Run consent(String command, String... more) {
    List<String> words = new ArrayList<>(List.of("consent", command, "--vault", "v"));
    words.addAll(List.of("--organisation", "A Club", "--contact", "the desk"));
    words.addAll(List.of(more));
    return cli.run(words.toArray(String[]::new));
  }

  /** Signs the release for a person. */
  public Run give(String safeId) {
    String hash = consent("release").lines().getLast();
    assertThat(hash).matches("[0-9a-f]{64}");
    return consent("give", safeId, "--signer", SIGNER, "--text-hash", hash);
  }
}
