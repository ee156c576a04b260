package mien.cli.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.subject.Classifications;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A classification is in the manifest that {@code --json} of {@code consent show} and {@code
 * consent hold} prints for the staff at this machine, and in nothing else that a command of the
 * vault prints or writes: every one of them is run.
 */
class ClassifiedOutwardTest {

  private static final String GUESS = "guess-4711-mauve";
  private static final String SETTINGS =
      """
      [vault]
      folder = "v"
      policy = "biometric_v2"
      accept-policy = "biometric_v2"
      organisation = "A Club"
      contact = "the desk"
      """;

  @TempDir Path folder;

  private final Set<String> commands = new TreeSet<>();

  private Run run(Cli cli, String... words) {
    commands.add(words[0] + " " + words[1]);
    List<String> all = new ArrayList<>(List.of("--config", "mien.toml"));
    all.addAll(List.of(words));
    return cli.run(all.toArray(String[]::new));
  }

  private void plant(SubjectId id) {
    VaultConfig config =
        VaultConfig.embedded(
                folder.resolve("v"),
                new KeySource.KeyFile(new Cli(folder).vaultKey()),
                PolicyPack.named("biometric_v1"),
                new Organization("A Club", "the desk"))
            .accepting(PolicyPack.named("biometric_v2"));
    Classifications guesses =
        new Classifications(
            "command",
            new TreeMap<>(Map.of("age_years", GUESS)),
            new TreeMap<>(Map.of("program", GUESS)));
    try (Vault vault = Vault.open(config)) {
      assertThat(
              vault
                  .officer(new Actor(Role.OFFICER, "test"))
                  .classify(id, _ -> Optional.of(guesses)))
          .isEmpty();
    }
  }

  /** Of every command of the vault, as its help lists them. */
  private static Set<String> known(Cli cli) {
    Set<String> all = new TreeSet<>();
    for (String group : List.of("consent", "vault", "audit")) {
      boolean commands = false;
      for (String line : cli.run(group, "--help").out().lines().toList()) {
        commands = (commands || line.equals("Commands:")) && !line.equals("Examples:");
        if (commands && line.matches("  [a-z-]+( .*)?")) {
          all.add(group + " " + line.strip().split(" ", -1)[0]);
        }
      }
    }
    return all;
  }

  @Test
  void everyCommandIsSilentOfItButTheManifest() throws IOException {
    Cli cli = new Cli(folder);
    cli.text("mien.toml", SETTINGS);
    cli.png("photo.png", 40, 30, 128);
    List<Run> runs = new ArrayList<>();
    runs.add(run(cli, "vault", "init"));
    Run release = run(cli, "consent", "release");
    String hash = release.out().lines().toList().getLast();
    runs.add(run(cli, "consent", "give", "s-1", "--signer", "Z Q", "--text-hash", hash));
    runs.add(run(cli, "consent", "release", "--handout"));
    runs.add(run(cli, "consent", "keep", "s-1", "photo.png"));
    String list = run(cli, "consent", "show").out();
    plant(new SubjectId(list.strip().split("  ", -1)[1]));

    assertThat(run(cli, "consent", "show", "s-1", "--json").out()).contains(GUESS);
    runs.add(run(cli, "consent", "show"));
    runs.add(run(cli, "consent", "show", "--json"));
    runs.add(run(cli, "consent", "view", "s-1", "seen.png"));
    runs.add(run(cli, "consent", "export", "s-1", "out.zip"));
    Run held = run(cli, "consent", "hold", "s-1", "--reason", "Case 26-1187", "--json");
    assertThat(held.out()).contains(GUESS, "\"subject_id\"");
    runs.add(run(cli, "consent", "hold", "s-1", "--lift"));
    runs.add(run(cli, "consent", "note", "s-1", "--interaction"));
    Run noted = run(cli, "consent", "note", "s-1", "--interaction", "--json");
    assertThat(noted.out()).contains(GUESS, "\"subject_id\"");
    runs.add(run(cli, "consent", "log"));
    runs.add(run(cli, "consent", "log", "s-1", "--json"));
    runs.add(run(cli, "consent", "sweep", "--dry-run", "--json"));
    runs.add(run(cli, "vault", "status"));
    runs.add(run(cli, "vault", "status", "--json"));
    runs.add(run(cli, "vault", "check"));
    runs.add(run(cli, "vault", "check", "--json"));
    runs.add(run(cli, "vault", "set-aside", "--yes"));
    runs.add(run(cli, "audit", "verify", "--vault", "v"));
    runs.add(run(cli, "audit", "head", "--vault", "v"));
    runs.add(run(cli, "audit", "prove", "0", "--vault", "v"));
    runs.add(run(cli, "audit", "export", "log", "--vault", "v"));
    runs.add(run(cli, "vault", "trust-clock"));
    runs.add(run(cli, "vault", "rotate-key", "--to", "v2.key"));
    Cli rotated = new Cli(folder).variable("MIEN_VAULT_KEY_FILE", "v2.key");
    nothingOnDiskHasIt();
    runs.add(run(rotated, "consent", "withdraw", "s-1", "--json"));
    Run shown = run(rotated, "consent", "show", "s-1", "--json");
    assertThat(shown.out()).contains("\"biometric_collection\":null");
    runs.add(shown);
    runs.add(run(rotated, "consent", "template", "--all", "--json"));
    cli.png("one.png", 150, 140, 90);
    Run sought = run(rotated, "consent", "find", "one.png");
    assertThat(sought.out()).contains("No one whose face template is held").doesNotContain(GUESS);
    assertThat(sought.err()).doesNotContain(GUESS);
    Run erased = run(rotated, "consent", "erase", "s-1", "--yes", "--everything");
    runs.add(erased);
    String receipt = erased.out().lines().toList().get(1).replace("receipt: ", "");
    runs.add(run(rotated, "consent", "receipt", receipt, "--json"));

    for (Run run : runs) {
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out() + run.err()).doesNotContain(GUESS);
    }
    nothingOnDiskHasIt();
    assertThat(commands).isEqualTo(known(cli));
  }

  /** The vault itself, the person's copy (which is not compressed), the log's export. */
  private void nothingOnDiskHasIt() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).contains(folder.resolve("out.zip"), folder.resolve("v/vault.db"));
      for (Path file : all) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain(GUESS);
      }
    }
  }
}
