package mien.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import mien.cli.terminal.TextTable.Cell;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private int columns = 80;

  @Test
  void theBarShowsCountRateAndTimeLeftAndStaysInItsLine() {
    Progress progress = progress(Progress.Mode.BAR, Progress.Unit.PHOTOS, 400);
    clock.set(2 * SECOND);
    progress.at(100, "a very long name ".repeat(20));
    assertThat(text())
        .isEqualTo(
            "\r▕██████                  ▏ 100/400 photos  50.0/s  6 s left  a very long name a\u001b[K");
    assertThat(text().length() - "\r\u001b[K".length()).isEqualTo(79);
    progress.close();
    assertThat(text()).endsWith("\r\u001b[K");
  }

  @Test
  void shortWorkShowsNothing() {
    Progress progress = progress(Progress.Mode.BAR, Progress.Unit.PHOTOS, 400);
    clock.set(SECOND / 2);
    progress.at(1, "x");
    progress.close();
    assertThat(text()).isEmpty();
  }

  @Test
  void plainProgressIsALineEveryTenSecondsAndOffIsNothing() {
    Progress lines = progress(Progress.Mode.LINES, Progress.Unit.BYTES, 10_000_000);
    for (int second = 1; second <= 21; second++) {
      clock.set(second * SECOND);
      lines.at(second * 100_000L, "model");
    }
    assertThat(text())
        .isEqualTo(
            "1.0 MB of 10 MB  100 kB/s  1 min 30 s left\n2.0 MB of 10 MB  100 kB/s  1 min 20 s left\n");
    err.reset();
    Progress off = progress(Progress.Mode.OFF, Progress.Unit.PHOTOS, 10);
    clock.addAndGet(100 * SECOND);
    off.at(3, "x");
    off.close();
    assertThat(text()).isEmpty();
  }

  @Test
  void aNarrowTerminalGetsAShorterLine() {
    columns = 30;
    try (Progress progress = progress(Progress.Mode.BAR, Progress.Unit.PHOTOS, 4)) {
      clock.set(2 * SECOND);
      progress.at(2, "a name that is much longer than thirty columns.jpg");
    }
    assertThat(text().replace("\u001b[K", "").split("\r"))
        .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).isLessThan(30));
    assertThat(text()).contains("▕");
  }

  @Test
  void columnsAreAlignedWhateverTheColors() {
    TextTable table =
        new TextTable()
            .row(Cell.of("a", new Ink(true)::good), Cell.number("1"), Cell.of("x"))
            .row(Cell.of("äöü"), Cell.number("100"), Cell.of("y"));
    assertThat(table.lines("> "))
        .containsExactly(">  \u001b[32ma\u001b[0m      1  x".replace(">  ", "> "), "> äöü  100  y");
  }

  @Test
  void amountsReadLikeAmounts() {
    assertThat(Amounts.count(1, "face", "faces")).isEqualTo("1 face");
    assertThat(Amounts.count(12345, "face", "faces")).isEqualTo("12,345 faces");
    assertThat(Amounts.bytes(999)).isEqualTo("999 bytes");
    assertThat(Amounts.bytes(9_129_594)).isEqualTo("9.1 MB");
    assertThat(Amounts.bytes(999_999)).isEqualTo("1.0 MB");
    assertThat(Amounts.bytes(174_383_860)).isEqualTo("174 MB");
    assertThat(Amounts.time(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Amounts.time(Duration.ofSeconds(250))).isEqualTo("4 min 10 s");
    assertThat(Amounts.time(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Amounts.rate(0.421)).isEqualTo("0.42");
    assertThat(Amounts.rate(8.06)).isEqualTo("8.1");
    assertThat(Amounts.rate(120.4)).isEqualTo("120");
  }

  @Test
  void textFromOutsideCannotSteerTheTerminal() {
    assertThat(SafeText.of("plain ä 名.jpg")).isEqualTo("plain ä 名.jpg");
    assertThat(SafeText.of("a\u001b[31mb\r\u202egpj")).isEqualTo("a\ufffd[31mb\ufffd\ufffdgpj");
  }

  private Progress progress(Progress.Mode mode, Progress.Unit unit, long total) {
    clock.set(0);
    return new Progress(
        new PrintStream(err, true, StandardCharsets.UTF_8), mode, unit, total, columns, clock::get);
  }

  private String text() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
