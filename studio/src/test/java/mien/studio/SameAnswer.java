package mien.studio;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of the desk without what chance decides: every id, hash, key and signature is named by
 * its kind and by when it comes first, so that two that were equal still are, and how much there
 * was to look through is left out.
 */
final class SameAnswer {

  private static final Pattern BY_CHANCE =
      Pattern.compile(
          "\\b([0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16})\\b|[A-Za-z0-9+/]{86}==|MCow[A-Za-z0-9+/]+=*"
              + "|files/[0-9a-f]{2}/[0-9a-f]{32}");
  private static final Pattern AMOUNT =
      Pattern.compile("(patterns looked for|bytes looked through): \\d+");

  private SameAnswer() {}

  static String of(String json) {
    Map<String, String> names = new HashMap<>();
    Matcher found = BY_CHANCE.matcher(json);
    String named =
        found.replaceAll(
            match ->
                names.computeIfAbsent(
                    match.group(),
                    text -> "<" + text.length() + " characters, the " + names.size() + "th>"));
    return AMOUNT.matcher(named).replaceAll("$1: some");
  }
}
