package mien.cli.settings;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts that may be written with a unit: {@code 50 MB}, {@code 200 MP}, {@code 1500000}. */
public final class ByteSize {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([kKmMgG]?)(?:[bBpP]|)");

  private ByteSize() {}

  /** The amount (k, M and G are powers of 1000), or empty when it is none or below 1. */
  public static OptionalLong parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    long unit =
        switch (form.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 1_000L;
          case "m" -> 1_000_000L;
          case "g" -> 1_000_000_000L;
          default -> 1L;
        };
    double amount = Double.parseDouble(form.group(1)) * unit;
    return amount >= 1 && amount < 1e18 ? OptionalLong.of((long) amount) : OptionalLong.empty();
  }
}
