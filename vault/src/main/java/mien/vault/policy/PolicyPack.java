package mien.vault.policy;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/**
 * The policy that a vault obeys: a retention schedule and, but for household use, the release that
 * it requires. Built from {@code docs/policies}; what is published and signed is rendered from the
 * very values that are executed.
 *
 * @param name {@code biometric_v1}, {@code personal} or the dormant {@code biometric_v2}
 * @param dormant whether an operator must accept it on purpose
 * @param template the release; none: household use
 * @param schedule what the sweeper executes
 * @param keeps what may be kept at all
 * @param classes which classifications, where they may; {@code age_years}, {@code gender}
 */
public record PolicyPack(
    String name,
    boolean dormant,
    Optional<ConsentTemplate> template,
    RetentionSchedule schedule,
    Set<Disclosed> keeps,
    SortedSet<String> classes) {

  /** The names of the packs that come with mien. */
  public static final List<String> NAMES = List.of("biometric_v1", "biometric_v2", "personal");

  /** Refuses a policy that keeps a biometric longer than the statute, or derives undisclosed. */
  public PolicyPack {
    keeps = Set.copyOf(keeps);
    classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
    if (classes.isEmpty() == keeps.contains(Disclosed.CLASSIFICATIONS)) {
      throw new IllegalArgumentException(
          "a policy lists the classes that it keeps, and only where it keeps any: " + name);
    }
    if (!keeps.contains(Disclosed.PHOTOGRAPH)) {
      throw new IllegalArgumentException("a policy keeps at least a photograph: " + name);
    }
    if (template.isPresent() && !withinStatute(schedule)) {
      throw new IllegalArgumentException(
          "a schedule with a release destroys within 3 years of the last interaction and when the"
              + " purpose is satisfied, the release withdrawn or its term over: "
              + schedule.id());
    }
    if (keeps.contains(Disclosed.CLASSIFICATIONS)
        && template.map(form -> form.id().version() < 2).orElse(true)) {
      throw new IllegalArgumentException(
          "only a release of version 2 or later discloses classifications: " + name);
    }
  }

  /**
   * A pack that comes with mien.
   *
   * @param name one of {@link #NAMES}
   * @throws MienException blame OPERATOR, code {@code policy.unknown}
   */
  public static PolicyPack named(String name) {
    return switch (name) {
      case "personal" -> PolicyFile.pack(name, "personal");
      case "biometric_v1", "biometric_v2" ->
          PolicyFile.pack(
              name, "biometric_retention_schedule" + name.substring(name.lastIndexOf('_')));
      default ->
          throw new MienException(
              VaultFault.POLICY_UNKNOWN,
              "There is no policy '" + name + "': choose one of " + NAMES + ".");
    };
  }

  /** The name that a collection under this policy carries. */
  public PolicyId consentVersion() {
    return template.map(ConsentTemplate::id).orElse(PolicyId.PERSONAL);
  }

  /** The release as a person would sign it today; none under household use. */
  public Optional<ConsentForm> form(Organization organization) {
    return template.map(
        form -> {
          String text = PolicyText.render(form.text(), this, organization);
          return new ConsentForm(form.id(), text, Sha256.of(text), form.purposes(), form.term());
        });
  }

  /** The published policy: the schedule and, where one is required, the release. Markdown. */
  public String page(Organization organization) {
    String page = PolicyText.render(schedule.text(), this, organization);
    return form(organization).map(form -> page + "\n---\n\n" + form.text()).orElse(page);
  }

  /** One page for the signer to take along; none where no one signs. Markdown. */
  public Optional<String> handout(Organization organization) {
    return template.map(_ -> PolicyText.render(PolicyFile.resource("handout"), this, organization));
  }

  /** What is kept, in a stable order. */
  public String keepsInWords() {
    return EnumSet.copyOf(keeps).stream()
        .sorted(Comparator.naturalOrder())
        .map(
            part ->
                switch (part) {
                  case PHOTOGRAPH -> "a photograph of the face";
                  case EMBEDDINGS -> "a face template computed from it";
                  case CLASSIFICATIONS ->
                      "automated classifications of it ("
                          + classes.stream()
                              .map(one -> one.equals("age_years") ? "age" : one.replace('_', ' '))
                              .collect(Collectors.joining(", "))
                          + ")";
                })
        .collect(Collectors.joining(", "));
  }

  private static boolean withinStatute(RetentionSchedule schedule) {
    java.time.Instant start = java.time.Instant.EPOCH;
    return schedule.afterPurposeSatisfied().isPresent()
        && schedule.afterWithdrawal().isPresent()
        && schedule.afterConsentExpiry().isPresent()
        && schedule
            .afterLastInteraction()
            .map(
                period ->
                    !RetentionSchedule.after(start, period)
                        .isAfter(RetentionSchedule.after(start, RetentionSchedule.STATUTE)))
            .orElse(false);
  }
}
