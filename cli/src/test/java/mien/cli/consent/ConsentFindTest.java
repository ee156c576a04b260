package mien.cli.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien consent find} on a real vault, with an engine that goes by a rule. */
class ConsentFindTest {

  @TempDir Path folder;

  private Run run(Cli cli, String policy, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--vault", "v", "--policy", policy));
    all.addAll(List.of("--organization", "A Home", "--contact", "the kitchen"));
    return cli.run(all.toArray(String[]::new));
  }

  @Test
  void whoAsksIsFoundWithoutANumberAndTheLogSaysSo() {
    Cli cli = new Cli(folder);
    cli.png("one.png", 150, 140, 90);
    cli.png("again.png", 150, 140, 90);
    cli.png("none.png", 50, 140, 90);
    cli.png("two.png", 250, 140, 90);
    assertThat(run(cli, "personal", "vault", "init").status()).isZero();
    Run empty = run(cli, "personal", "consent", "find", "one.png");
    assertThat(empty.out()).contains("No one whose face template is held");
    assertThat(empty.status()).isEqualTo(1);

    assertThat(run(cli, "personal", "consent", "keep", "s-1", "one.png").status()).isZero();
    assertThat(run(cli, "personal", "consent", "template", "s-1").status()).isZero();
    Run found = run(cli, "personal", "consent", "find", "again.png");
    assertThat(found.out()).startsWith("1.000  s-1\n");
    assertThat(found.status()).isZero();
    assertThat(run(cli, "personal", "consent", "find", "again.png", "--json").out())
        .contains(
            "\"model\":\"synthetic_4\"",
            "\"references\":1",
            "\"threshold\":0.5,\"false_match_rate\":0.001",
            "\"safe_id\":\"s-1\"");
    assertThat(run(cli, "personal", "consent", "log").out()).contains("COMPARED");

    assertThat(run(cli, "personal", "consent", "find", "none.png").err()).contains("No face");
    Run several = run(cli, "personal", "consent", "find", "two.png");
    assertThat(several.err()).contains("2 faces", "cut it");
    assertThat(several.status()).isNotZero();

    assertThat(run(cli, "personal", "consent", "erase", "s-1", "--yes").status()).isZero();
    assertThat(run(cli, "personal", "consent", "find", "again.png").status()).isEqualTo(1);
  }

  @Test
  void nothingIsComparedWhereThePolicyDisclosesNoTemplates() {
    Cli cli = new Cli(folder);
    cli.png("one.png", 150, 140, 90);
    assertThat(run(cli, "biometric_v1", "vault", "init").status()).isZero();
    Run refused = run(cli, "biometric_v1", "consent", "find", "one.png");
    assertThat(refused.err()).contains("the policy does not disclose");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(cli.closed()).as("no engine was opened").isZero();
  }
}
