package mien.cli.vault;

import mien.studio.consent.VerdictWords;
import mien.vault.Vault;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.config.Actor;

/**
 * What a check of the log and its anchor found.
 *
 * @param verdict of the log, against the anchor that is configured
 * @param lost whether heads were anchored and their file is empty or gone
 */
public record LogState(AuditVerdict verdict, boolean lost) {

  /** What is said where heads were anchored and are not there any more. */
  public static final String LOST =
      "Heads of this log were put into the anchor file, and it is empty or gone: find out who removed"
          + " them, or whether their disk is away. Without them no one can tell whether newer entries"
          + " were removed.";

  static LogState of(Vault vault, SignatureScope scope, Actor actor) {
    return new LogState(
        vault.viewer(actor).audit(log -> log.verify(vault.anchor(), scope)),
        vault.viewer(actor).anchorLost());
  }

  boolean sound() {
    return verdict instanceof AuditVerdict.Sound && !lost;
  }

  /** One sentence. */
  String meaning() {
    return lost ? LOST : VerdictWords.of(verdict);
  }
}
