package mien.vault.subject;

import java.time.Instant;
import java.util.Optional;
import mien.vault.policy.PolicyId;
import mien.vault.policy.Purpose;
import mien.vault.policy.Sha256;

/**
 * A release that was given.
 *
 * @param id the vault's own, 32 hexadecimal digits
 * @param template the text's name and version
 * @param textHash SHA-256 of the text as it was shown
 * @param purpose what for
 * @param givenAt when it was signed
 * @param expiresAt the end of its term
 * @param withdrawnAt when it was withdrawn, if it was
 * @param signer who signed; personal data
 * @param capacity in whose name
 * @param method how
 * @param evidenceHash SHA-256 of the kept evidence: the drawing, the scan, the typed name
 */
public record Consent(
    String id,
    PolicyId template,
    Sha256 textHash,
    Purpose purpose,
    Instant givenAt,
    Instant expiresAt,
    Optional<Instant> withdrawnAt,
    String signer,
    Release.Capacity capacity,
    Release.Method method,
    Sha256 evidenceHash) {

  /** What became of a release. */
  public enum State {
    /** It holds. */
    GIVEN,
    /** The person took it back. */
    WITHDRAWN,
    /** Its term is over. */
    EXPIRED
  }

  /** Refuses a term that ends before it begins. */
  public Consent {
    if (!expiresAt.isAfter(givenAt)) {
      throw new IllegalArgumentException("a consent ends after it is given");
    }
  }

  /** State at {@code now}; {@code expiresAt} is exclusive. */
  public State state(Instant now) {
    if (withdrawnAt.isPresent()) {
      return State.WITHDRAWN;
    }
    return now.isBefore(expiresAt) ? State.GIVEN : State.EXPIRED;
  }

  /** Never the signer. */
  @Override
  public String toString() {
    return "Consent[" + id + ", " + template + "]";
  }
}
