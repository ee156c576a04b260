package mien.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amounts {

  private Amounts() {}

  /** {@code 1 photo}, {@code 2 photos}, {@code 12,345 photos}. */
  public static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /** {@code 512 bytes}, {@code 8.9 MB}; powers of 1000. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte", "bytes");
    }
    double value = bytes;
    String unit = "";
    for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
      unit = next;
      value /= 1000;
      if (value < 999.5) {
        break;
      }
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, unit);
  }

  /** {@code 8 s}, {@code 4 min 10 s}, {@code 2 h 5 min}. */
  public static String time(Duration time) {
    long seconds = Math.round(time.toMillis() / 1000.0);
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** A rate with two or three digits: {@code 0.42}, {@code 8.1}, {@code 120}. */
  public static String rate(double perSecond) {
    String format = perSecond < 1 ? "%.2f" : perSecond < 99.5 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, perSecond);
  }
}
