package mien.bench.report;

import java.util.Locale;
import mien.bench.metrics.Proportion;

/** Numbers as result files print them. */
public final class Numbers {

  private Numbers() {}

  /** Three significant digits, or whole from 100 on. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** With so many decimals. */
  public static String fixed(double value, int decimals) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** A share in percent with its 95 % bounds and counts. */
  public static String share(Proportion p) {
    if (p.trials() == 0) {
      return "–";
    }
    return String.format(
        Locale.ROOT,
        "%.2f %% [%.2f, %.2f] (%d/%d)",
        100 * p.rate(),
        100 * p.lower(),
        100 * p.upper(),
        p.successes(),
        p.trials());
  }
}
