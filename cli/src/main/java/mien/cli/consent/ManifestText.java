package mien.cli.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mien.cli.terminal.SafeText;
import mien.vault.policy.RetentionSchedule;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectManifest;

/** A manifest for a person to read. */
final class ManifestText {

  private ManifestText() {}

  static List<String> of(SubjectManifest manifest) {
    List<String> lines = new ArrayList<>();
    line(lines, "safe id", manifest.safeId().value());
    line(lines, "subject", manifest.subjectId().value());
    line(lines, "since", manifest.createdAt().toString());
    line(lines, "release", state(manifest));
    manifest.consents().stream()
        .findFirst()
        .ifPresent(
            latest ->
                line(
                    lines,
                    "signed by",
                    latest.signer()
                        + " ("
                        + (latest.capacity() == Release.Capacity.REPRESENTATIVE
                            ? "as a representative"
                            : "for themselves")
                        + ", "
                        + words(latest.method())
                        + ")"));
    line(
        lines,
        "photo",
        manifest
            .biometricCollection()
            .map(BiometricCollection::facts)
            .map(
                facts -> "held since " + facts.collectedAt() + ", " + facts.photoBytes() + " bytes")
            .orElse("none"));
    line(lines, "face templates", Integer.toString(manifest.embeddings().size()));
    line(
        lines,
        "photo deleted on",
        manifest
            .clocks()
            .biometric()
            .map(due -> due.at() + " (" + because(due.cause()) + ")")
            .orElse("-"));
    line(
        lines,
        "record deleted on",
        manifest.clocks().general().map(Object::toString).orElse("never"));
    manifest
        .legalHold()
        .ifPresent(hold -> line(lines, "legal hold", hold.placedAt() + ": " + hold.reason()));
    return lines;
  }

  private static String state(SubjectManifest manifest) {
    if (manifest.consents().isEmpty()) {
      return "none";
    }
    Consent latest = manifest.consents().getFirst();
    return manifest.consentState().map(ManifestText::words).orElse("none")
        + ", "
        + latest.template()
        + ", signed "
        + latest.givenAt()
        + ", ends "
        + latest.withdrawnAt().orElse(latest.expiresAt());
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-17s %s", name, SafeText.of(value)));
  }

  /** Of what is to come: a release that holds has not expired. */
  private static String because(RetentionSchedule.Cause cause) {
    return switch (cause) {
      case PURPOSE_SATISFIED -> "the purpose is satisfied";
      case CONSENT_WITHDRAWN -> "the release was withdrawn";
      case CONSENT_EXPIRED -> "the term of the release ends then";
      case LAST_INTERACTION -> "that long after the last interaction";
    };
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
