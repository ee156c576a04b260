package mien.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.bench.metrics.Proportion;
import mien.bench.options.Words;
import mien.bench.report.Machine;
import mien.bench.report.Numbers;
import mien.bench.report.Plots;
import mien.bench.report.Plots.Axes;
import mien.bench.report.Plots.Curve;
import mien.bench.report.ResultFile;
import mien.bench.report.Timings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path folder;

  @Test
  void a_page_says_where_and_how_it_was_made() {
    String page =
        new ResultFile("Title", "./mien bench x")
            .section("Part")
            .table(List.of("", "a"), List.of(List.of("one", "1")))
            .text();
    assertThat(page)
        .startsWith("# Title\n")
        .contains("* Machine: ", "* JDK: ", "* Date: ", "* Command: `./mien bench x`")
        .endsWith("## Part\n\n|  | a |\n| --- | ---: |\n| one | 1 |\n");
  }

  @Test
  void a_row_of_another_length_is_refused() {
    ResultFile page = new ResultFile("Title", "x");
    assertThatThrownBy(() -> page.table(List.of("a", "b"), List.of(List.of("1"))))
        .hasMessageContaining("2 cells, but has 1");
  }

  @Test
  void the_machine_is_known() {
    Machine here = Machine.here();
    assertThat(here.cores()).isPositive();
    assertThat(here.lines()).hasSize(4).noneMatch(String::isBlank);
  }

  @Test
  void shares_are_printed_with_bounds_and_counts() {
    assertThat(Numbers.share(new Proportion(5, 10))).isEqualTo("50.00 % [18.71, 81.29] (5/10)");
    assertThat(Numbers.share(new Proportion(0, 0))).isEqualTo("–");
    assertThat(Numbers.number(1234.5)).isEqualTo("1,235");
    assertThat(Numbers.number(1.2345)).isEqualTo("1.23");
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
  }

  @Test
  void a_ratio_is_taken_round_by_round() {
    Timings timings = new Timings();
    for (double load : new double[] {1, 10, 3}) {
      timings.add("slow", 30 * load);
      timings.add("fast", 10 * load);
    }
    assertThat(timings.ratio("slow", "fast")).isCloseTo(3, within(1e-12));
    assertThat(timings.median("slow")).isEqualTo(90);
    assertThat(timings.least("slow")).isEqualTo(30);
    assertThat(timings.most("slow")).isEqualTo(300);
    timings.add("slow", 1);
    assertThatThrownBy(() -> timings.ratio("slow", "fast")).hasMessageContaining("in turn");
    assertThatThrownBy(() -> timings.median("other")).hasMessageContaining("not measured");
  }

  @Test
  void a_plot_is_a_picture() throws IOException {
    Path file = folder.resolve("sub/plot.png");
    Plots.write(
        file,
        "t",
        "x",
        "y",
        Axes.LOG_BOTH,
        List.of(new Curve("c", List.of(0.001, 0.1), List.of(0.5, 0.01))));
    assertThat(Files.readAllBytes(file))
        .startsWith((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
  }

  @Test
  void options_are_pairs_of_known_names() {
    List<String> known = List.of("rows", "out");
    Words words = Words.of(List.of("--rows", "12", "--out", "x/y"), known);
    assertThat(words.number("rows", 1, 5)).isEqualTo(12);
    assertThat(words.path("out", Path.of("z"))).isEqualTo(Path.of("x/y"));
    assertThat(Words.of(List.of(), known).number("rows", 1, 5)).isEqualTo(5);
    assertThatThrownBy(() -> Words.of(List.of("--row", "1"), known)).hasMessageContaining("--rows");
    assertThatThrownBy(() -> Words.of(List.of("--rows"), known)).hasMessageContaining("a value");
    assertThatThrownBy(() -> Words.of(List.of("--rows", "1", "--rows", "2"), known))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> words.number("rows", 13, 5)).hasMessageContaining("at least 13");
    assertThatThrownBy(() -> words.number("out", 1, 5)).hasMessageContaining("'x/y'");
  }
}
