package mien.vault.subject;

import java.time.Instant;

/**
 * A duty to keep what is held (a law suit, a warrant): nothing is swept or erased until it is
 * lifted.
 *
 * @param placedAt when
 * @param reason why, sealed at rest; 1 to 500 characters
 */
public record LegalHold(Instant placedAt, String reason) {

  /** Refuses a hold without a reason. */
  public LegalHold {
    if (reason.isBlank() || reason.length() > 500) {
      throw new IllegalArgumentException(
          "a hold's reason has 1 to 500 characters, but had " + reason.length());
    }
  }
}
