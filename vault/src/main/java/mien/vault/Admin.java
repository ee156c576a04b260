package mien.vault;

import java.time.Instant;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.SignedHead;
import mien.vault.check.VaultCheck;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.open.Anchoring;
import mien.vault.open.MasterKeyChange;
import mien.vault.open.VaultClock;
import mien.vault.record.CheckReport;
import mien.vault.record.SweepReport;
import mien.vault.subject.SubjectId;

/** The vault as an administrator may use it: from {@link Vault#admin}. */
public final class Admin extends Officer {

  Admin(VaultRooms rooms, Actor actor) {
    super(rooms, actor);
  }

  /** Forbids sweeping and erasing a subject. */
  public void placeHold(SubjectId id, String reason) {
    rooms.subjects().placeHold(id, reason, actor);
  }

  /** Lifts a hold. */
  public void liftHold(SubjectId id) {
    rooms.subjects().liftHold(id, actor);
  }

  /**
   * Carries the retention schedule out; a leaf SWEPT and one for each erasure.
   *
   * @throws MienException blame OPERATOR, code {@code vault.clock-ahead} if nothing was written for
   *     90 days: a wrong clock must not destroy anything; see {@link #trustClock}
   */
  public SweepReport sweep() {
    return rooms.sweeper().sweep(false, actor);
  }

  /**
   * Says that the clock is right, though it leapt ahead or is behind what was written; a leaf
   * CLOCK_TRUSTED with the time that was written before.
   *
   * @return what the clock says
   */
  public Instant trustClock() {
    return VaultClock.trust(rooms.parts(), actor);
  }

  /**
   * Wraps every key under another master key, all or nothing, and empties the logs of the old ones.
   * Afterwards destroy the old master key: then older copies of the keys open nothing.
   */
  public void changeMasterKey(KeySource next) {
    MasterKeyChange.run(rooms.parts(), next, actor);
  }

  /**
   * Opens everything that is held, keys, sealed values and files, and compares releases, holds,
   * clocks and photos with the log. Reads every photo, shows none and changes nothing.
   */
  public CheckReport check() {
    return new VaultCheck(rooms.parts()).run();
  }

  /**
   * Puts the newest head of the log into the anchor file that the vault was opened with; none where
   * there is no file or no leaf.
   *
   * @throws MienException blame OPERATOR, code {@code audit.anchor-lost} if heads were put there
   *     before and the file is empty or gone: it is never begun again in silence
   */
  public Optional<SignedHead> anchorLog() {
    return rooms
        .anchor()
        .flatMap(
            file ->
                Anchoring.append(
                    rooms.parts().database(), rooms.parts().audit().log(), file, false));
  }
}
