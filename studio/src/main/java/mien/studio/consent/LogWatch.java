package mien.studio.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mien.vault.Vault;
import mien.vault.Viewer;
import mien.vault.audit.AuditReader;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;
import mien.vault.config.Actor;

/** Checks the log and remembers what came of it. For any number of threads. */
final class LogWatch {

  private static final System.Logger LOG = System.getLogger(LogWatch.class.getName());

  private static final String LOST =
      "The heads that were put into the anchor file are not there any more, so no one can tell"
          + " whether newer entries were removed: find out who removed them, or whether their disk"
          + " is away. 'mien audit head --begin' begins a new file, after a look.";

  private final Vault vault;
  private final InstantSource clock;
  private volatile Optional<Checked> latest = Optional.empty();
  private volatile long anchored = -1;

  /**
   * A check that was made.
   *
   * @param verdict what it found
   * @param at when
   * @param scope whose signatures it looked at
   * @param anchored whether heads that were kept elsewhere were there to be compared
   * @param lost whether heads were kept elsewhere, and their file is empty or gone
   */
  record Checked(
      AuditVerdict verdict, Instant at, SignatureScope scope, boolean anchored, boolean lost) {

    /** Without the heads that were kept elsewhere no one can say that it is whole. */
    boolean sound() {
      return verdict instanceof AuditVerdict.Sound && !lost;
    }

    /** One sentence. */
    String meaning() {
      return lost ? LOST : VerdictWords.of(verdict);
    }
  }

  LogWatch(Vault vault, InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** The latest check; none before the first. */
  Optional<Checked> latest() {
    return latest;
  }

  /** Computes the whole log again. A log that is not sound is said in the server's log too. */
  Checked check(SignatureScope scope, Viewer viewer) {
    AuditVerdict verdict = viewer.audit(log -> log.verify(vault.anchor(), scope));
    boolean compared =
        verdict instanceof AuditVerdict.Sound sound
            ? sound.anchors() > 0
            : vault.anchor().isPresent();
    Checked checked =
        new Checked(
            verdict,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            scope,
            compared,
            viewer.anchorLost());
    latest = Optional.of(checked);
    if (!checked.sound()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the audit log is not sound: {0}; {1}",
          verdict.line(),
          checked.meaning());
    }
    return checked;
  }

  /** Puts the newest head out of reach, if the log is sound and has grown since. */
  void anchor() {
    if (vault.anchor().isEmpty() || latest.filter(Checked::sound).isEmpty()) {
      return;
    }
    Optional<SignedHead> head = vault.viewer(Actor.SWEEPER).audit(AuditReader::newestHead);
    if (head.isPresent() && head.get().size() > anchored) {
      anchored = vault.admin(Actor.SWEEPER).anchorLog().map(SignedHead::size).orElse(anchored);
    }
  }
}
