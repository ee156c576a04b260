package mien.vault;

import java.security.PublicKey;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AnchorFile;
import mien.vault.check.Recovery;
import mien.vault.check.SetAside;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.keep.KeptPhoto;
import mien.vault.open.FaultPoints;
import mien.vault.open.KeyRing;
import mien.vault.open.PolicyInForce;
import mien.vault.open.VaultParts;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.Sha256;
import mien.vault.record.RecoveryReport;
import mien.vault.record.SetAsideReport;
import mien.vault.sql.Database;
import mien.vault.sql.TextTable;

/**
 * The only place where biometric data rests. Nothing is kept of a person without a consent that
 * holds (but under household use), everything is sealed, and whatever is done is in the audit log.
 * What is public is asked here; everything else of a {@link Viewer}, an {@link Officer} or an
 * {@link Admin}.
 *
 * <p>Thread-safe; every call blocks, and writers stand in line, those of other processes too. Owns
 * its database connections and must be closed; forgetting that leaks file handles and nothing else.
 * Every method, here and of the views, may throw {@link MienException}: blame USER, code {@code
 * subject.unknown}; blame BUSY, {@code vault.busy}; blame OPERATOR, {@code vault.disk-full}, {@code
 * vault.read-only}, {@code vault.damaged}, {@code vault.clock-back}, {@code vault.unsealable}.
 * After any of them nothing was changed but what the log says.
 */
public final class Vault implements AutoCloseable {

  private final VaultRooms rooms;
  private final VaultParts parts;
  private final RecoveryReport recovered;

  private Vault(VaultParts parts, boolean reading) {
    this.parts = parts;
    PolicyInForce.require(parts);
    this.rooms = VaultRooms.of(parts);
    Recovery recovery = new Recovery(parts, rooms.eraser());
    this.recovered = reading ? recovery.look() : recovery.run();
    if (!reading) {
      PolicyInForce.obey(parts);
    }
  }

  /**
   * Opens a vault, or makes it, and puts in order what a crash left: what the database notes as
   * loose, and nothing that it does not know.
   *
   * @throws MienException blame OPERATOR: {@code vault.older-database} if the anchor knows more of
   *     the log; {@code vault.keys-apart} if database, files and keys are not of one vault and one
   *     time; {@code vault.master-key}, {@code vault.wrong-key}, {@code policy.other}, {@code
   *     vault.newer-schema}, {@code vault.read-only}, {@code vault.damaged}, {@code
   *     vault.clock-back}
   */
  public static Vault open(VaultConfig config) {
    return open(config, FaultPoints.NONE);
  }

  static Vault open(VaultConfig config, FaultPoints faults) {
    return opened(VaultParts.open(config, faults, KeyRing.Missing.MAKE), false);
  }

  /**
   * Opens an existing vault to look into it: nothing is made, put in order or taken into force.
   * What is looked at is still written down where the method says so.
   *
   * @throws MienException as {@link #open}; {@code vault.none} if there is no vault
   */
  public static Vault openToRead(VaultConfig config) {
    return opened(VaultParts.open(config, FaultPoints.NONE, KeyRing.Missing.REFUSE), true);
  }

  private static Vault opened(VaultParts parts, boolean reading) {
    try {
      return new Vault(parts, reading);
    } catch (RuntimeException | Error e) {
      parts.database().close();
      throw e;
    }
  }

  /**
   * Lets a vault open again whose newest database is lost, and which says {@code vault.keys-apart}:
   * files and keys that the database does not know are noted and stay, or are destroyed for good; a
   * leaf RECOVERED. Put the right database back instead wherever there is one.
   *
   * @param destroy whether they, and those that were set aside before, are destroyed
   * @param actor needs ADMIN
   */
  public static SetAsideReport setAside(VaultConfig config, boolean destroy, Actor actor) {
    VaultParts parts = VaultParts.open(config, FaultPoints.NONE, KeyRing.Missing.REFUSE);
    try (Database _ = parts.database()) {
      parts.require(actor, Role.ADMIN);
      PolicyInForce.require(parts);
      return new SetAside(parts).run(destroy, actor);
    }
  }

  /** What opening put in order; what it found, where the vault was opened to read. */
  public RecoveryReport recovered() {
    return recovered;
  }

  /** The policy that is obeyed. */
  public PolicyPack policy() {
    return parts.config().policy();
  }

  /** The published policy; markdown. Needs no role: it is public. */
  public String policyPage() {
    return policy().page(parts.config().organization());
  }

  /** The release that a person would sign now; none under household use. */
  public Optional<ConsentForm> consentForm() {
    return policy().form(parts.config().organization());
  }

  /** The page that a person takes along; markdown. None under household use. Public. */
  public Optional<String> handout() {
    return policy().handout(parts.config().organization());
  }

  /**
   * The vault in the name of one who may look.
   *
   * @throws MienException blame USER, code {@code vault.role}, if the actor has a lower role; the
   *     refusal is logged. So do {@link #officer} and {@link #admin}
   */
  public Viewer viewer(Actor actor) {
    parts.require(actor, Role.VIEWER);
    return new Viewer(rooms, actor);
  }

  /** The vault in the name of one who may keep and erase. */
  public Officer officer(Actor actor) {
    parts.require(actor, Role.OFFICER);
    return new Officer(rooms, actor);
  }

  /** The vault in the name of one who may do everything. */
  public Admin admin(Actor actor) {
    parts.require(actor, Role.ADMIN);
    return new Admin(rooms, actor);
  }

  /**
   * A signed text, by its hash, whatever the release says today; none if it was never signed, or
   * before texts were kept. Public, as the release is.
   */
  public Optional<String> signedText(Sha256 hash) {
    return parts.database().read(reader -> new TextTable(reader).find(hash));
  }

  /**
   * Refuses a photo that {@link Officer#collect} would refuse for its bytes: before a person is
   * entered for it.
   *
   * @throws MienException blame USER, codes {@code photo.too-large} and {@code photo.incomplete}
   */
  public static void requireKeepable(byte[] photo) {
    KeptPhoto.require(photo);
  }

  /** The key that checks receipts and heads of the log. */
  public PublicKey publicKey() {
    return parts.keys().signer().pair().getPublic();
  }

  /** The file of heads that the vault was opened with. */
  public Optional<AnchorFile> anchor() {
    return rooms.anchor();
  }

  @Override
  public void close() {
    parts.database().close();
  }
}
