package mien.vault;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditReader;
import mien.vault.audit.Pseudonym;
import mien.vault.audit.SignedHead;
import mien.vault.check.Recovery;
import mien.vault.check.SetAside;
import mien.vault.check.VaultCheck;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.erase.Eraser;
import mien.vault.erase.Sweeper;
import mien.vault.fault.VaultFault;
import mien.vault.keep.ConsentGate;
import mien.vault.keep.Consents;
import mien.vault.keep.EmbeddingStore;
import mien.vault.keep.Exporter;
import mien.vault.keep.KeptPhoto;
import mien.vault.keep.PhotoCollector;
import mien.vault.keep.ReferenceMaker;
import mien.vault.keep.Subjects;
import mien.vault.keep.Withdrawals;
import mien.vault.open.Anchoring;
import mien.vault.open.FaultPoints;
import mien.vault.open.KeyRing;
import mien.vault.open.MasterKeyChange;
import mien.vault.open.PolicyInForce;
import mien.vault.open.VaultClock;
import mien.vault.open.VaultParts;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.Sha256;
import mien.vault.record.CheckReport;
import mien.vault.record.ClassificationProvider;
import mien.vault.record.CollectOutcome;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.CreateOutcome;
import mien.vault.record.EmbeddingProvider;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.KeepOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.record.References;
import mien.vault.record.Refusal;
import mien.vault.record.SetAsideReport;
import mien.vault.record.SweepReport;
import mien.vault.record.Withdrawal;
import mien.vault.sql.Database;
import mien.vault.sql.LogReader;
import mien.vault.sql.SubjectTable;
import mien.vault.sql.TextTable;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;

/**
 * The only place where biometric data rests. Nothing is kept of a person without a consent that
 * holds (but under household use), everything is sealed, and whatever is done is in the audit log.
 *
 * <p>Thread-safe; every call blocks, and writers stand in line, those of other processes too. Owns
 * its database connections and must be closed; forgetting that leaks file handles and nothing else.
 * Every method may throw {@link MienException}: blame USER, codes {@code subject.unknown} and
 * {@code vault.role}; blame BUSY, {@code vault.busy}; blame OPERATOR, {@code vault.disk-full},
 * {@code vault.read-only}, {@code vault.damaged}, {@code vault.clock-back}, {@code
 * vault.unsealable}. After any of them nothing was changed but what the log says.
 */
public final class Vault implements AutoCloseable {

  private final VaultParts parts;
  private final Subjects subjects;
  private final Consents consents;
  private final PhotoCollector photos;
  private final EmbeddingStore embeddings;
  private final ReferenceMaker references;
  private final Eraser eraser;
  private final Sweeper sweeper;
  private final Withdrawals ending;
  private final Exporter handingOut;
  private final RecoveryReport recovered;

  private Vault(VaultParts parts, boolean reading) {
    this.parts = parts;
    PolicyInForce.require(parts);
    ConsentGate gate = new ConsentGate(parts.config().policy(), parts.keys());
    this.subjects = new Subjects(parts);
    this.consents = new Consents(parts);
    this.photos = new PhotoCollector(parts, gate);
    this.embeddings = new EmbeddingStore(parts, gate);
    this.references = new ReferenceMaker(parts, gate, photos, embeddings);
    this.eraser = new Eraser(parts);
    this.sweeper = new Sweeper(parts, eraser);
    this.ending = new Withdrawals(parts, consents, eraser);
    this.handingOut = new Exporter(parts, subjects, photos, embeddings, consents);
    Recovery recovery = new Recovery(parts, eraser);
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
   * Throws unless the actor has the role; the refusal is logged. For what a door does for some of
   * the staff alone.
   *
   * @throws MienException blame USER, code {@code vault.role}
   */
  public void require(Actor actor, Role role) {
    parts.require(actor, role);
  }

  /** Makes a subject. Needs OFFICER. */
  public CreateOutcome createSubject(SafeId safeId, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return subjects.create(safeId, actor);
  }

  /** Finds a subject by the organization's number. Needs VIEWER. */
  public Optional<SubjectId> find(SafeId safeId, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return parts
        .database()
        .read(reader -> new SubjectTable(reader).find(safeId).map(SubjectTable.Row::id));
  }

  /**
   * Lists subjects in the order of their safe ids. Needs VIEWER.
   *
   * @param prefix that the safe ids begin with; empty: all
   * @param after the last safe id of the page before; empty: from the first
   * @param limit 1 to 1000
   */
  public List<SubjectSummary> list(String prefix, String after, int limit, Actor actor) {
    parts.require(actor, Role.VIEWER);
    if (limit < 1 || limit > 1000) {
      throw new MienException(
          VaultFault.SUBJECT_BAD_LIMIT, "A page has 1 to 1000 subjects, not " + limit + ".");
    }
    return parts
        .database()
        .read(
            reader ->
                new SubjectTable(reader)
                    .page(prefix, after, limit).stream()
                        .map(row -> new SubjectSummary(row.id(), row.safeId(), row.createdAt()))
                        .toList());
  }

  /**
   * Everything that is held of a subject but the bytes; none if there is no such subject. VIEWER.
   */
  public Optional<SubjectManifest> manifest(SubjectId id, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return subjects.manifest(id);
  }

  /** Keeps a signed release. Needs OFFICER. */
  public ConsentOutcome giveConsent(SubjectId id, Release release, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return consents.give(id, release, actor);
  }

  /**
   * A signed text, by its hash, whatever the release says today; none if it was never signed, or
   * before texts were kept. Public, as the release is.
   */
  public Optional<String> signedText(Sha256 hash) {
    return parts.database().read(reader -> new TextTable(reader).find(hash));
  }

  /** The evidence of a release: the drawing, the scan, the typed name. Needs OFFICER. */
  public Optional<byte[]> consentEvidence(SubjectId id, String consentId, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return consents.evidence(id, consentId);
  }

  /**
   * Withdraws the release. Where the schedule says at once, biometric data are erased before this
   * returns, unless a hold keeps them. Needs OFFICER.
   */
  public Withdrawal withdrawConsent(SubjectId id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return ending.withdraw(id, actor);
  }

  /**
   * Refuses a photo that {@link #collect} would refuse for its bytes: before a person is entered
   * for it.
   *
   * @throws MienException blame USER, codes {@code photo.too-large} and {@code photo.incomplete}
   */
  public static void requireKeepable(byte[] photo) {
    KeptPhoto.require(photo);
  }

  /**
   * Keeps a photo if a consent holds; otherwise nothing is computed and nothing kept. An earlier
   * photo is destroyed, with its key and the references that were made of it, and the leaf says so;
   * under a legal hold that is refused. When this returns, file, manifest and audit leaf are on
   * disk. Needs OFFICER.
   *
   * @param photo as it was uploaded, 1 byte to 64 MiB; not decoded. Metadata of JPEG, PNG and WebP
   *     (place, date, device, comments, thumbnails) are removed before it is sealed and hashed, the
   *     pixels and the orientation stay; a file that is cut off is refused ({@code
   *     photo.incomplete}, USER)
   */
  public CollectOutcome collect(SubjectId id, byte[] photo, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return photos.collect(id, photo, actor);
  }

  /** The photo; that it was looked at is in the log before this returns. Needs VIEWER. */
  public PhotoOutcome photo(SubjectId id, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return photos.photo(id, actor);
  }

  /**
   * Has guesses made of a photo and keeps them in the manifest, under a policy and a release that
   * disclose them. Call it after the answer to the upload was sent. Needs OFFICER.
   *
   * @return why not; empty if they were kept or the provider had none
   */
  public Optional<Refusal> classify(SubjectId id, ClassificationProvider provider, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return photos.classify(id, provider, actor);
  }

  /** Keeps an embedding if the policy discloses it and a consent holds. Needs OFFICER. */
  public KeepOutcome keepEmbedding(
      SubjectId id, EmbeddingUse usage, Embedding embedding, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return embeddings.keep(id, usage, embedding, actor);
  }

  /**
   * Makes the reference of a subject again from the photo that is held, and destroys earlier ones
   * with the key that sealed them: after a change of the model, or where none was made when the
   * photo came. What stays is sealed under a new key. Leaves PHOTO_VIEWED and EMBEDDING_KEPT. Needs
   * OFFICER.
   *
   * @param provider runs only with a consent that holds
   * @return none if the provider made none; then earlier ones stay
   */
  public Optional<KeepOutcome> remakeReference(
      SubjectId id, EmbeddingProvider provider, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return references.remake(id, provider, actor);
  }

  /** One subject's references, to compare a probe with; a leaf COMPARED. Needs VIEWER. */
  public References references(SubjectId id, ModelId model, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return embeddings.of(id, model, actor);
  }

  /** All references, to search; a leaf COMPARED that names no one. Needs OFFICER. */
  public References allReferences(ModelId model, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return embeddings.all(model, actor);
  }

  /** The person dealt with the organization: restarts the clocks; a leaf. Needs OFFICER. */
  public void interacted(SubjectId id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    subjects.interacted(id, actor);
  }

  /**
   * The purpose of the release is satisfied: its clock starts, once until a new release; a leaf.
   * Needs OFFICER.
   */
  public void purposeSatisfied(SubjectId id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    subjects.purposeSatisfied(id, actor);
  }

  /** Forbids sweeping and erasing a subject. Needs ADMIN. */
  public void placeHold(SubjectId id, String reason, Actor actor) {
    parts.require(actor, Role.ADMIN);
    subjects.placeHold(id, reason, actor);
  }

  /** Lifts a hold. Needs ADMIN. */
  public void liftHold(SubjectId id, Actor actor) {
    parts.require(actor, Role.ADMIN);
    subjects.liftHold(id, actor);
  }

  /** Everything that is held, for the person; a leaf EXPORTED. Needs OFFICER. */
  public SubjectExport export(SubjectId id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return handingOut.export(id, actor);
  }

  /**
   * Destroys what is held, looks whether it is gone, and signs a receipt. Needs OFFICER. The look
   * reads every file of the vault, which takes as long as the disk takes; others can read and write
   * meanwhile, but other erasures wait for it.
   *
   * @param reason stands on the receipt and in the log
   */
  public EraseOutcome erase(SubjectId id, EraseScope scope, EraseReason reason, Actor actor) {
    parts.require(actor, Role.OFFICER);
    if (scope != EraseScope.BIOMETRIC && scope != EraseScope.EVERYTHING) {
      throw new IllegalArgumentException("an erasure that is asked for has no scope " + scope);
    }
    return eraser.erase(id, scope, reason, actor);
  }

  /** Tries again to end erasures without a receipt, with the same look. Needs OFFICER. */
  public List<EraseOutcome> finishErasures(Actor actor) {
    parts.require(actor, Role.OFFICER);
    return eraser.finishAllPatiently(actor);
  }

  /**
   * Signs for what another photo or embedding replaced: looks whether it is gone, as an erasure
   * does. Needs OFFICER.
   *
   * @param id of {@link CollectOutcome.Collected#replaced} or {@link KeepOutcome.Kept#replaced}; it
   *     stands on the leaf too
   * @return the receipt, or where something was still found; none if nothing was replaced so
   */
  public Optional<EraseOutcome> replacementReceipt(String id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return eraser.receiptOfReplaced(id);
  }

  /** A receipt that was issued. Needs VIEWER. */
  public Optional<ErasureReceipt> receipt(String id, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return eraser.receipt(id);
  }

  /**
   * Carries the retention schedule out; a leaf SWEPT and one for each erasure. Needs ADMIN.
   *
   * @throws MienException blame OPERATOR, code {@code vault.clock-ahead} if nothing was written for
   *     90 days: a wrong clock must not destroy anything; see {@link #trustClock}
   */
  public SweepReport sweep(Actor actor) {
    parts.require(actor, Role.ADMIN);
    return sweeper.sweep(false, actor);
  }

  /** What {@link #sweep} would do now. Changes nothing. Needs VIEWER. */
  public SweepReport sweepDryRun(Actor actor) {
    parts.require(actor, Role.VIEWER);
    return sweeper.sweep(true, actor);
  }

  /**
   * Says that the clock is right, though it leapt ahead or is behind what was written; a leaf
   * CLOCK_TRUSTED with the time that was written before. Needs ADMIN.
   *
   * @return what the clock says
   */
  public Instant trustClock(Actor actor) {
    parts.require(actor, Role.ADMIN);
    return VaultClock.trust(parts, actor);
  }

  /**
   * Wraps every key under another master key, all or nothing, and empties the logs of the old ones.
   * Afterwards destroy the old master key: then older copies of the keys open nothing. Needs ADMIN.
   */
  public void changeMasterKey(KeySource next, Actor actor) {
    parts.require(actor, Role.ADMIN);
    MasterKeyChange.run(parts, next, actor);
  }

  /** The key that checks receipts and heads of the log. */
  public PublicKey publicKey() {
    return parts.keys().signer().pair().getPublic();
  }

  /**
   * Opens everything that is held, keys, sealed values and files, and compares releases, holds,
   * clocks and photos with the log. Reads every photo, shows none and changes nothing. Needs ADMIN.
   */
  public CheckReport check(Actor actor) {
    parts.require(actor, Role.ADMIN);
    return new VaultCheck(parts).run();
  }

  /** As whom the audit log knows a subject that is still there. Needs OFFICER. */
  public Pseudonym pseudonym(SubjectId id, Actor actor) {
    parts.require(actor, Role.OFFICER);
    return subjects.pseudonym(id);
  }

  /**
   * Puts the newest head of the log into the anchor file that the vault was opened with; none where
   * there is no file or no leaf. Needs ADMIN.
   *
   * @throws MienException blame OPERATOR, code {@code audit.anchor-lost} if heads were put there
   *     before and the file is empty or gone: it is never begun again in silence
   */
  public Optional<SignedHead> anchorLog(Actor actor) {
    parts.require(actor, Role.ADMIN);
    return anchor()
        .flatMap(file -> Anchoring.append(parts.database(), parts.audit().log(), file, false));
  }

  /**
   * Whether heads of the log were anchored, and the file that the vault was opened with is empty or
   * gone. Needs VIEWER.
   */
  public boolean anchorLost(Actor actor) {
    parts.require(actor, Role.VIEWER);
    Optional<AnchorFile> file = anchor();
    return file.isPresent() && parts.database().read(reader -> Anchoring.lost(reader, file.get()));
  }

  /** The file of heads that the vault was opened with. */
  public Optional<AnchorFile> anchor() {
    return parts.config().anchor().map(AnchorFile::new);
  }

  /**
   * Reads the audit log on one snapshot: what doors use. The reader must not leave {@code work}.
   * Needs VIEWER.
   */
  public <T> T audit(Function<AuditReader, T> work, Actor actor) {
    parts.require(actor, Role.VIEWER);
    return parts
        .database()
        .read(snapshot -> work.apply(new LogReader(parts.audit().log(), snapshot)));
  }

  @Override
  public void close() {
    parts.database().close();
  }
}
