package mien.cli.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mien consent template} on a real vault, with an engine that goes by a rule. */
class ConsentTemplateTest {

  @TempDir Path folder;

  private Run run(Cli cli, String policy, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--vault", "v", "--policy", policy));
    all.addAll(List.of("--organisation", "A Home", "--contact", "the kitchen"));
    return cli.run(all.toArray(String[]::new));
  }

  @Test
  void theyAreMadeOfThePhotosThatAreHeld() {
    Cli cli = new Cli(folder);
    cli.png("one.png", 150, 140, 90);
    cli.png("none.png", 50, 140, 90);
    cli.png("two.png", 250, 140, 90);
    assertThat(run(cli, "personal", "vault", "init").status()).isZero();
    for (String name : List.of("one", "none", "two")) {
      assertThat(run(cli, "personal", "consent", "keep", name, name + ".png").status()).isZero();
    }
    Run first = run(cli, "personal", "consent", "template", "--all");
    assertThat(first.out())
        .contains("one  made", "none  no face was found", "two  several faces were found")
        .endsWith("1 template was made.\n");
    assertThat(first.status()).as("not all").isEqualTo(1);
    assertThat(run(cli, "personal", "consent", "show", "one", "--json").out())
        .contains("\"model\":\"synthetic_4\"");

    Run again = run(cli, "personal", "consent", "template", "--all");
    assertThat(again.out()).as("it is there").doesNotContain("one  made").contains("0 templates");
    Run named = run(cli, "personal", "consent", "template", "one", "--json");
    assertThat(named.out()).isEqualTo("{\"made\":1,\"not_made\":[]}\n");
    assertThat(named.status()).isZero();
    assertThat(cli.closed()).isEqualTo(3);
  }

  @Test
  void theyAreNotMadeWhereThePolicyDoesNotDiscloseThem() {
    Cli cli = new Cli(folder);
    assertThat(run(cli, "biometric_v1", "vault", "init").status()).isZero();
    Run refused = run(cli, "biometric_v1", "consent", "template", "--all");
    assertThat(refused.err()).contains("the policy does not disclose");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(cli.closed()).as("no engine was opened").isZero();
    assertThat(run(cli, "biometric_v1", "consent", "template").status()).isEqualTo(2);
  }
}
