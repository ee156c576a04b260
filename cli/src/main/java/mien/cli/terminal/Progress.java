package mien.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far long work is, with its rate and the time left. On a terminal it is one line that is drawn
 * over itself; as plain text it is a line now and then; switched off it writes nothing. Nothing
 * appears in the first second, so that short work stays quiet.
 *
 * <p>For one thread.
 */
public final class Progress implements AutoCloseable {

  /** How it is shown. */
  public enum Mode {
    /** A bar that is drawn over itself. */
    BAR,
    /** A line now and then. */
    LINES,
    /** Not at all. */
    OFF
  }

  /** What is counted. */
  public enum Unit {
    /** Photos. */
    PHOTOS,
    /** Bytes. */
    BYTES
  }

  private static final long SECOND = 1_000_000_000L;
  private static final int BAR_WIDTH = 24;

  private final PrintStream err;
  private final Mode mode;
  private final Unit unit;
  private final long total;
  private final int columns;
  private final LongSupplier nanoTime;
  private final long began;
  private long drawn;
  private boolean visible;
  private long done;

  /**
   * Begins to count.
   *
   * @param total how much there is; 0 when that is not known
   * @param columns of the terminal: a longer line could not be drawn over
   */
  public Progress(
      PrintStream err, Mode mode, Unit unit, long total, int columns, LongSupplier nanoTime) {
    this.err = err;
    this.mode = mode;
    this.unit = unit;
    this.total = total;
    this.columns = columns;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.drawn = began;
  }

  /**
   * Says how much is done.
   *
   * @param amount of {@code total}
   * @param what is being worked on, shown where there is room
   */
  public void at(long amount, String what) {
    done = amount;
    long now = nanoTime.getAsLong();
    long pause = mode == Mode.LINES ? 10 * SECOND : visible ? SECOND / 10 : SECOND;
    if (mode == Mode.OFF || now - drawn < pause) {
      return;
    }
    drawn = now;
    if (mode == Mode.LINES) {
      err.println(numbers(now));
    } else {
      String line = bar() + numbers(now) + "  " + SafeText.of(what);
      err.print("\r" + shorten(line) + "\u001b[K");
      visible = true;
    }
    err.flush();
  }

  /** Takes the bar away, so that other lines can be printed; it comes back by itself. */
  public void hide() {
    if (visible) {
      err.print("\r\u001b[K");
      err.flush();
      visible = false;
      drawn -= SECOND;
    }
  }

  @Override
  public void close() {
    hide();
  }

  private String bar() {
    if (total <= 0) {
      return "";
    }
    int eighths = (int) Math.min(BAR_WIDTH * 8L, done * BAR_WIDTH * 8L / total);
    StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
    if (eighths % 8 > 0) {
      bar.append(" ▏▎▍▌▋▊▉".charAt(eighths % 8));
    }
    return "▕" + bar + " ".repeat(BAR_WIDTH - bar.length()) + "▏ ";
  }

  private String numbers(long now) {
    double seconds = Math.max(1e-3, (now - began) / (double) SECOND);
    double rate = done / seconds;
    StringBuilder text = new StringBuilder();
    switch (unit) {
      case PHOTOS -> {
        text.append(String.format(Locale.ROOT, "%,d", done));
        text.append(total > 0 ? String.format(Locale.ROOT, "/%,d", total) : "");
        text.append(" photos  ").append(Amounts.rate(rate)).append("/s");
      }
      case BYTES -> {
        text.append(Amounts.bytes(done));
        text.append(total > 0 ? " of " + Amounts.bytes(total) : "");
        text.append("  ").append(Amounts.bytes(Math.round(rate))).append("/s");
      }
    }
    if (total > done && rate > 0) {
      Duration left = Duration.ofMillis(Math.round((total - done) / rate * 1000));
      text.append("  ").append(Amounts.time(left)).append(" left");
    }
    return text.toString();
  }

  private String shorten(String line) {
    int width = 0;
    int end = 0;
    // The last column stays free: some terminals begin a new line after it.
    while (end < line.length() && width < columns - 1) {
      end += Character.charCount(line.codePointAt(end));
      width++;
    }
    return line.substring(0, end);
  }
}
