package mien.vault.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * One file of {@code docs/policies}: lines {@code key: value} between two {@code ---}, then the
 * text. Unknown keys, missing keys and bad values are refused, all of them in one message.
 */
public final class PolicyFile {

  private static final Set<String> TEMPLATE_KEYS =
      Set.of("id", "kind", "status", "purposes", "term", "keeps", "classes");
  private static final Set<String> SCHEDULE_KEYS =
      Set.of(
          "id",
          "kind",
          "status",
          "consent_template",
          "keeps",
          "biometric_after_last_interaction",
          "biometric_after_purpose_satisfied",
          "biometric_after_withdrawal",
          "biometric_after_consent_expiry",
          "general_after_last_interaction");

  private final String name;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final String text;

  /** A file of the policy; {@code kind} is what its head must say that it is. */
  public PolicyFile(String name, String content, String kind) {
    this.name = name;
    String body = content.replace("\r\n", "\n");
    int end = body.indexOf("\n---\n", 3);
    if (!body.startsWith("---\n") || end < 0) {
      throw refuse(List.of("it must begin with lines 'key: value' between two '---'"));
    }
    for (String line : body.substring(4, end).split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        problems.add("'" + line + "' is not 'key: value'");
      } else if (values.put(line.substring(0, colon), line.substring(colon + 2).strip()) != null) {
        problems.add("'" + line.substring(0, colon) + "' is given twice");
      }
    }
    this.text = body.substring(end + 5);
    Set<String> known = kind.equals("consent-template") ? TEMPLATE_KEYS : SCHEDULE_KEYS;
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(known);
    unknown.forEach(key -> problems.add("'" + key + "' is no key of a " + kind));
    if (!kind.equals(values.get("kind"))) {
      problems.add("kind must be " + kind);
    }
    if (!name.equals(values.get("id"))) {
      problems.add("id must be " + name + ", the file's name");
    }
    if (!Set.of("active", "dormant").contains(values.getOrDefault("status", ""))) {
      problems.add("status must be active or dormant");
    }
  }

  /** The pack of a schedule that comes with mien, and of the template it names. */
  public static PolicyPack pack(String name, String schedule) {
    PolicyFile file = new PolicyFile(schedule, resource(schedule), "retention-schedule");
    String wanted = file.values.getOrDefault("consent_template", "");
    if (wanted.equals("none")) {
      return file.pack(name, Optional.empty());
    }
    PolicyFile form = new PolicyFile(wanted, resource(wanted), "consent-template");
    return file.pack(name, Optional.of(form));
  }

  /**
   * The pack that this schedule describes.
   *
   * @param form the text that is signed, where the schedule asks for one
   */
  public PolicyPack pack(String packName, Optional<PolicyFile> form) {
    RetentionSchedule schedule = schedule();
    Optional<ConsentTemplate> template = form.map(PolicyFile::template);
    Set<Disclosed> keeps = form.orElse(this).keeps();
    List<String> classes = form.map(PolicyFile::classes).orElse(List.of());
    if (form.isPresent() && values.containsKey("keeps")) {
      problems.add("keeps belongs to the consent template");
    }
    check();
    form.ifPresent(PolicyFile::check);
    return new PolicyPack(
        packName,
        "dormant".equals(values.get("status")),
        template,
        schedule,
        keeps,
        new TreeSet<>(classes));
  }

  /** Names as manifests write them. */
  private List<String> classes() {
    List<String> classes = words("classes");
    for (String name : classes) {
      if (!name.matches("[a-z][a-z0-9_]{0,59}")) {
        problems.add("classes may not hold '" + name + "'");
      }
    }
    return classes;
  }

  private RetentionSchedule schedule() {
    return new RetentionSchedule(
        new PolicyId(name),
        period("biometric_after_last_interaction"),
        period("biometric_after_purpose_satisfied"),
        period("biometric_after_withdrawal"),
        period("biometric_after_consent_expiry"),
        period("general_after_last_interaction"),
        text);
  }

  private ConsentTemplate template() {
    Period term = period("term").orElse(Period.ZERO);
    List<Purpose> purposes = new ArrayList<>();
    for (String word : words("purposes")) {
      try {
        purposes.add(new Purpose(word));
      } catch (MienException e) {
        problems.add(e.getMessage());
      }
    }
    if (term.isZero() || purposes.isEmpty()) {
      problems.add("a template has purposes and a term above zero");
      check();
    }
    return new ConsentTemplate(new PolicyId(name), purposes, term, text);
  }

  private Set<Disclosed> keeps() {
    Set<Disclosed> keeps = EnumSet.noneOf(Disclosed.class);
    for (String word : words("keeps")) {
      Arrays.stream(Disclosed.values())
          .filter(part -> part.word().equals(word.toLowerCase(Locale.ROOT)))
          .findFirst()
          .ifPresentOrElse(keeps::add, () -> problems.add("keeps may not hold '" + word + "'"));
    }
    return keeps;
  }

  private List<String> words(String key) {
    return Arrays.stream(values.getOrDefault(key, "").split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Optional<Period> period(String key) {
    String value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    try {
      Period period = Period.parse(value);
      if (!period.isNegative()) {
        return Optional.of(period);
      }
    } catch (DateTimeParseException _) {
      // Said below.
    }
    problems.add(key + " must be a period such as P3Y or P30D, but was '" + value + "'");
    return Optional.empty();
  }

  private void check() {
    if (!problems.isEmpty()) {
      throw refuse(problems);
    }
  }

  private MienException refuse(List<String> why) {
    return new MienException(
        VaultFault.POLICY_BAD,
        "The policy " + name + " cannot be executed: " + String.join("; ", why) + ".");
  }

  static String resource(String name) {
    try (InputStream stream =
        PolicyFile.class.getResourceAsStream("/mien/vault/policies/" + name + ".md")) {
      if (stream == null) {
        throw new MienException(
            VaultFault.POLICY_UNKNOWN, "There is no policy file " + name + ".md.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MienException.bug(VaultFault.POLICY_BAD, "The policy " + name + " is broken.", e);
    }
  }
}
