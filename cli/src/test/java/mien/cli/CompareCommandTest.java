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
    cli.png("dark.png", 100, 150, 0);
    cli.png("none.png", 50, 50, 90);
  }

  @Test
  void theSamePersonIsSaidWithThresholdAndFalseMatchRate() {
    Run run = cli.run("compare", "a.png", "b.png");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            a.png  1 face, box 10 20 90 120
            b.png  2 faces, the largest is compared: box 10 20 90 120
            Same person: the similarity is 1.0000, at or above the threshold 0.5000 of synthetic_4 (false match rate 0.1 %).
            At most 0.1 % of different people reach this score. Measured on made-up pairs.
            """);
  }

  @Test
  void theOperatingPointIsTheLoosestThatIsStrictEnough() {
    assertThat(cli.run("compare", "--false-match-rate", "0.02", "a.png", "b.png").out())
        .contains("the threshold 0.3000");
    Run strict = cli.run("compare", "--false-match-rate", "0.00001", "a.png", "b.png");
    assertThat(strict.status()).as("no threshold is that strict").isEqualTo(1);
    assertThat(strict.out()).contains("No decision").contains("is 0.1 %");
  }

  @Test
  void jsonHasBothBoxesTheDecisionAndWhatTheScoreStandsFor() {
    assertThat(cli.run("compare", "--json", "a.png", "b.png").out())
        .isEqualTo(
            "{\"a\":{\"photo\":\"a.png\",\"width\":100,\"height\":150,\"faces\":1,"
                + "\"box\":[10,20,90,120]},\"b\":{\"photo\":\"b.png\",\"width\":200,"
                + "\"height\":150,\"faces\":2,\"box\":[10,20,90,120]},\"model\":\"synthetic_4\","
                + "\"outcome\":\"decided\",\"similarity\":1,\"decision\":\"same\","
                + "\"operatingPoint\":{\"threshold\":0.5,\"falseMatchRate\":0.001,"
                + "\"comparisons\":3000,\"measuredOn\":\"made-up pairs\"},"
                + "\"scoreReaches\":{\"threshold\":0.5,\"falseMatchRate\":0.001,"
                + "\"comparisons\":3000,\"measuredOn\":\"made-up pairs\"}}\n");
  }

  @Test
  void differentPeopleAreADecisionToo() {
    // The embeddings are (91, 91, 91, 1) and (1, 1, 1, 1): cosine 274 / (157.6 * 2) = 0.869.
    Run run =
        cli.engines(config -> new StrictEngine(config))
            .run("compare", "--json", "a.png", "dark.png");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("\"similarity\":0.869", "\"decision\":\"different\"", "\"scoreReaches\":null");
  }

  @Test
  void aPhotoWithoutAFaceIsAnOutcomeAndNoCrash() {
    Run run = cli.run("compare", "a.png", "none.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).endsWith("No decision: no face was found in none.png.\n");
    assertThat(cli.run("compare", "--json", "none.png", "none.png").out())
        .contains("\"outcome\":\"no-face\",\"similarity\":null,\"decision\":null");
  }

  @Test
  void aPhotoThatCannotBeReadIsOneSentenceAndAJsonError() {
    Run run = cli.run("compare", "--json", "a.png", "missing.png");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("{\"error\":{\"code\":\"file.missing\"");
    assertThat(run.err()).contains("mien: 'missing.png' does not exist");
    assertThat(cli.closed()).isEqualTo(1);
  }

  @Test
  void wrongUsageIsStatusTwo() {
    assertThat(cli.run("compare", "a.png").status()).isEqualTo(2);
    assertThat(cli.run("compare", "--false-match-rate", "7", "a.png", "b.png").status())
        .isEqualTo(2);
    assertThat(cli.run("compare", folder.toString(), "a.png").status()).isEqualTo(2);
  }
}
