package mien.studio.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import mien.vault.Actor;
import mien.vault.Vault;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditReader;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.audit.SignedHead;

/** Checks the log and remembers what came of it. For any number of threads. */
final class LogWatch {

  private static final System.Logger LOG = System.getLogger(LogWatch.class.getName());

  private final Vault vault;
  private final Optional<AnchorFile> anchor;
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
   */
  record Checked(AuditVerdict verdict, Instant at, SignatureScope scope, boolean anchored) {

    boolean sound() {
      return verdict instanceof AuditVerdict.Sound;
    }
  }

  LogWatch(Vault vault, Optional<AnchorFile> anchor, InstantSource clock) {
    this.vault = vault;
    this.anchor = anchor;
    this.clock = clock;
  }

  /** The latest check; none before the first. */
  Optional<Checked> latest() {
    return latest;
  }

  /** Computes the whole log anew. A log that is not sound is said in the server's log too. */
  Checked check(SignatureScope scope, Actor actor) {
    AuditVerdict verdict = vault.audit(log -> log.verify(anchor, scope), actor);
    boolean compared =
        verdict instanceof AuditVerdict.Sound sound ? sound.anchors() > 0 : anchor.isPresent();
    Checked checked =
        new Checked(verdict, clock.instant().truncatedTo(ChronoUnit.MILLIS), scope, compared);
    latest = Optional.of(checked);
    if (anchored >= 0 && !compared) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the heads that were put into the anchor file are not there any more: find out who"
              + " removed them, or whether its disk is away");
    }
    if (!checked.sound()) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the audit log is not sound: {0}; {1}",
          verdict.line(),
          VerdictWords.of(verdict));
    }
    return checked;
  }

  /** Puts the newest head out of reach, if the log is sound and has grown since. */
  void anchor() {
    if (anchor.isEmpty() || latest.filter(Checked::sound).isEmpty()) {
      return;
    }
    Optional<SignedHead> head = vault.audit(AuditReader::newestHead, Actor.SWEEPER);
    if (head.isPresent() && head.get().size() > anchored) {
      anchor.get().append(head.get());
      anchored = head.get().size();
    }
  }
}
