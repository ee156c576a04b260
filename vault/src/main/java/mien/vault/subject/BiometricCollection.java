package mien.vault.subject;

import java.time.Instant;
import java.util.Objects;
import mien.vault.policy.PolicyId;
import mien.vault.policy.Sha256;

/**
 * The biometric part of a manifest. Two forms, so that classifications under a policy that does not
 * disclose them cannot be written down at all.
 */
public sealed interface BiometricCollection {

  /** What both forms have. */
  Facts facts();

  /**
   * A photograph, and nothing derived from it.
   *
   * @param facts which photograph
   */
  record Photograph(Facts facts) implements BiometricCollection {}

  /**
   * A photograph and what was guessed from it, as disclosed.
   *
   * @param facts which photograph
   * @param classifications the guesses
   */
  record Classified(Facts facts, Classifications classifications) implements BiometricCollection {

    /** Refuses a consent of version 1, or of none: neither discloses classifications. */
    public Classified {
      Objects.requireNonNull(classifications, "classifications");
      if (facts.consentVersion().version() < 2) {
        throw new IllegalArgumentException(
            "only a consent template of version 2 or later discloses classifications, but this"
                + " photograph was collected under "
                + facts.consentVersion());
      }
    }
  }

  /**
   * Which photograph is held.
   *
   * @param dataPath of the sealed file, relative to the vault's folder; random
   * @param photoHash SHA-256 of the photograph as it is kept, without its metadata
   * @param photoBytes how many bytes it had
   * @param collectedAt when
   * @param consentVersion the template the person agreed to, or {@code personal}
   */
  record Facts(
      String dataPath,
      Sha256 photoHash,
      int photoBytes,
      Instant collectedAt,
      PolicyId consentVersion) {

    /** Refuses a path that the vault did not make. */
    public Facts {
      if (!dataPath.matches("files/[0-9a-f]{2}/[0-9a-f]{32}\\.sealed") || photoBytes < 1) {
        throw new IllegalArgumentException(
            "a collection has a path of the vault's own making and at least one byte");
      }
    }

    /** Never the hash: it identifies the photograph. */
    @Override
    public String toString() {
      return "Facts[" + collectedAt + ", " + consentVersion + "]";
    }
  }
}
