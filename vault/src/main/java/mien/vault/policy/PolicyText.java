package mien.vault.policy;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills a policy's {@code {{names}}} in with the values that are executed, in words. */
final class PolicyText {

  private static final Pattern NAME = Pattern.compile("\\{\\{([a-z_]+)}}");

  private PolicyText() {}

  static String render(String text, PolicyPack pack, Organization organization) {
    return NAME.matcher(text)
        .replaceAll(
            match ->
                java.util.regex.Matcher.quoteReplacement(
                    value(match.group(1), pack, organization)));
  }

  private static String value(String name, PolicyPack pack, Organization organization) {
    RetentionSchedule schedule = pack.schedule();
    return switch (name) {
      case "organisation" -> organization.name();
      case "contact" -> organization.contact();
      case "keeps" -> pack.keepsInWords();
      case "purposes" -> purposes(pack);
      case "term" -> pack.template().map(form -> words(form.term())).orElse("no term");
      case "biometric_after_last_interaction" -> after(schedule.afterLastInteraction());
      case "biometric_after_purpose_satisfied" -> after(schedule.afterPurposeSatisfied());
      case "biometric_after_withdrawal" -> after(schedule.afterWithdrawal());
      case "biometric_after_consent_expiry" -> after(schedule.afterConsentExpiry());
      case "general_after_last_interaction" ->
          schedule.generalAfterLastInteraction().map(PolicyText::words).orElse("no time");
      default ->
          throw new IllegalArgumentException(
              "a policy's text may not ask for {{" + name + "}}: no such value is executed");
    };
  }

  private static String purposes(PolicyPack pack) {
    return pack.template().stream()
        .flatMap(form -> form.purposes().stream())
        .map(Purpose::value)
        .collect(Collectors.joining(", "));
  }

  private static String after(Optional<Period> period) {
    if (period.isEmpty()) {
      return "never";
    }
    return period.get().isZero()
        ? "at once, with the next daily run at the latest"
        : "within " + words(period.get()) + " of it";
  }

  static String words(Period period) {
    List<String> parts = new ArrayList<>();
    add(parts, period.getYears(), "year");
    add(parts, period.getMonths(), "month");
    add(parts, period.getDays(), "day");
    return parts.isEmpty() ? "0 days" : String.join(" and ", parts);
  }

  private static void add(List<String> parts, int count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
