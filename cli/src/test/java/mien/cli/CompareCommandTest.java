package mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mien.cli.testing.Cli;
import mien.cli.testing.Cli.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(folder);
    cli.png("a.png", 100, 150, 90);
    cli.png("b.png", 200, 150, 90);
    cli.png("child.png", 100, 130, 90);
    cli.png("dark.png", 100, 150, 0);
    cli.png("none.png", 50, 50, 90);
  }

  @Test
  void theVerdictIsOneLineAndTheErrorThatMattersTheNext() {
    Run run = cli.run("compare", "a.png", "a.png");
    assertThat(run.status()).isZero();
    assertThat(run.lines().get(0)).isEqualTo("The photos likely show the same person");
    assertThat(run.lines().get(1))
        .isEqualTo("Fewer than 1 in 340 pairs of different people score this high.");
    assertThat(run.out())
        .contains(
            "similarity   1.0000, threshold 0.5000",
            "strangers    1 in 1,000 (95 %: none to 1 in 340), made-up pairs",
            "worst group  women, 1 in 33 (95 %: none to 1 in 24), made-up pairs",
            "a.png        1 face, box 10 20 90 120, age about 34");
  }

  @Test
  void severalFacesAreAQuestionThatAnOptionAnswers() {
    Run asked = cli.run("compare", "a.png", "b.png");
    assertThat(asked.status()).isEqualTo(3);
    assertThat(asked.out())
        .isEqualTo(
            """
            Can't tell: b.png shows 2 faces; say which one is meant with --face2 N, or give --select largest.
              1  box 10 20 90 120
              2  box 110 20 190 120
            """);
    Run meant = cli.run("compare", "--face2", "2", "a.png", "b.png");
    assertThat(meant.status()).isZero();
    assertThat(meant.out()).contains("face 2 of 2, box 110 20 190 120");
    assertThat(cli.run("compare", "--select", "largest", "a.png", "b.png").status()).isZero();
    assertThat(cli.run("compare", "--select", "all", "a.png", "b.png").out())
        .contains("Best of 2 pairs; more pairs make a chance match likelier.");
    Run absent = cli.run("compare", "--face1", "2", "a.png", "b.png");
    assertThat(absent.status()).isEqualTo(2);
    assertThat(absent.err()).contains("is not in photo 1, which shows 1 face.");
    assertThat(cli.run("compare", "--face1", "0", "a.png", "b.png").status()).isEqualTo(2);
  }

  @Test
  void theContractsThresholdHoldsUnlessTheCardSaysItIsTooLoose() {
    assertThat(cli.run("compare", "a.png", "a.png").out()).contains("threshold 0.5000");
    assertThat(cli.run("compare", "--false-match-rate", "0.02", "a.png", "a.png").out())
        .contains("threshold 0.3000");
    Run strict = cli.run("compare", "--false-match-rate", "0.00001", "a.png", "a.png");
    assertThat(strict.status()).as("no threshold is that strict").isEqualTo(2);
    assertThat(strict.err())
        .contains(
            "A false match rate of 1 in 100,000 was not measured for synthetic_4; the lowest is 1 in"
                + " 1,000.");
    cli.text("home/.config/mien/config.toml", "[studio]\nthreshold = 0.42\n");
    assertThat(cli.run("compare", "a.png", "a.png").out()).contains("threshold 0.4200");
  }

  @Test
  void jsonIsTheServersAnswerAfterTheNamesOfTheFiles() {
    assertThat(cli.run("compare", "--json", "a.png", "a.png").out())
        .startsWith(
            "{\"files\":[\"a.png\",\"a.png\"],\"decision\":\"same\",\"reasons\":[],"
                + "\"similarity\":0.99999995")
        .contains(
            "\"threshold\":0.5,",
            "\"false_match_rate\":{\"rate\":0.001,\"low\":0,",
            "\"worst_group\":{\"group\":\"women\",\"rate\":0.03,",
            "\"false_non_match_rate\":null",
            "\"message\":\"The photos likely show the same person\"");
    assertThat(cli.run("compare", "--json", "a.png", "b.png").out())
        .startsWith(
            "{\"files\":[\"a.png\",\"b.png\"],\"decision\":null,\"error\":{\"code\":\"face.several\",")
        .contains("\"photo\":2,\"width\":200,", "\"index\":1,\"box\":[110,20,190,120]");
  }

  @Test
  void differentPeopleAreStatusOne() {
    // The embeddings are (91, 91, 91, 1) and (1, 1, 1, 1): cosine 274 / (157.6 * 2) = 0.869.
    Run run =
        cli.engines(config -> new StrictEngine(config))
            .run("compare", "--json", "a.png", "dark.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("\"similarity\":0.869", "\"decision\":\"different\"");
  }

  @Test
  void aChildIsNotVouchedFor() {
    Run run = cli.run("compare", "a.png", "child.png");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("Can't tell from these photos\n")
        .contains("A child under 13 is in the photos, and 40 in 100 pairs of different children");
  }

  @Test
  void aPhotoWithoutAFaceIsAnOutcomeAndNoCrash() {
    Run run = cli.run("compare", "a.png", "none.png");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEqualTo("Can't tell: no face was found in none.png.\n");
    assertThat(cli.run("compare", "--json", "none.png", "none.png").out())
        .contains("\"decision\":null,\"error\":{\"code\":\"face.none\"", "\"photo\":1");
  }

  @Test
  void quietPrintsNothing() {
    for (String[] pair :
        new String[][] {{"a.png", "a.png"}, {"a.png", "b.png"}, {"a.png", "none.png"}}) {
      Run run = cli.run("compare", "--quiet", "--json", pair[0], pair[1]);
      assertThat(run.status()).isEqualTo(pair[1].equals("a.png") ? 0 : 3);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoPhotoIsNamed() {
    cli.text("notes.txt", "not a photo");
    for (String[] pair : new String[][] {{"a.png", "notes.txt"}, {"notes.txt", "a.png"}}) {
      Run run = cli.run("compare", pair[0], pair[1]);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("'notes.txt': ").doesNotContain("a.png");
    }
    assertThat(cli.run("compare", "--json", "a.png", "notes.txt").out()).contains("'notes.txt': ");
  }

  @Test
  void aFaultIsStatusTwoSoThatOneMeansDifferentAlone() {
    Run run = cli.run("compare", "--json", "a.png", "missing.png");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).startsWith("{\"error\":{\"code\":\"file.missing\"");
    assertThat(run.err()).contains("mien: 'missing.png' does not exist");
    assertThat(cli.closed()).isPositive();
  }

  @Test
  void wrongUsageIsStatusTwo() {
    assertThat(cli.run("compare", "a.png").status()).isEqualTo(2);
    assertThat(cli.run("compare", "--false-match-rate", "7", "a.png", "b.png").status())
        .isEqualTo(2);
    assertThat(cli.run("compare", "--select", "some", "a.png", "b.png").status()).isEqualTo(2);
    assertThat(cli.run("compare", folder.toString(), "a.png").status()).isEqualTo(2);
  }
}
