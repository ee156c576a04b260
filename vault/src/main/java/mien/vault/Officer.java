package mien.vault;

import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;
import mien.vault.audit.Pseudonym;
import mien.vault.config.Actor;
import mien.vault.record.ClassificationProvider;
import mien.vault.record.CollectOutcome;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.CreateOutcome;
import mien.vault.record.EmbeddingProvider;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.KeepOutcome;
import mien.vault.record.NewEmbedding;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.Refusal;
import mien.vault.record.Withdrawal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectId;

/** The vault as an officer may use it, who keeps and erases: from {@link Vault#officer}. */
public sealed class Officer extends Viewer permits Admin {

  Officer(VaultRooms rooms, Actor actor) {
    super(rooms, actor);
  }

  /** Makes a subject. */
  public CreateOutcome createSubject(SafeId safeId) {
    return rooms.subjects().create(safeId, actor);
  }

  /** Keeps a signed release. */
  public ConsentOutcome giveConsent(SubjectId id, Release release) {
    return rooms.consents().give(id, release, actor);
  }

  /** The evidence of a release: the drawing, the scan, the typed name. */
  public Optional<byte[]> consentEvidence(SubjectId id, String consentId) {
    return rooms.consents().evidence(id, consentId);
  }

  /**
   * Withdraws the release. Where the schedule says at once, biometric data are erased before this
   * returns, unless a hold keeps them.
   */
  public Withdrawal withdrawConsent(SubjectId id) {
    return rooms.withdrawals().withdraw(id, actor);
  }

  /**
   * Keeps a photo if a consent holds; otherwise nothing is computed and nothing kept. An earlier
   * photo is destroyed, with its key and the references that were made of it, and the leaf says so;
   * under a legal hold that is refused. When this returns, file, manifest and audit leaf are on
   * disk.
   *
   * @param photo as it was uploaded, 1 byte to 64 MiB; not decoded. Metadata of JPEG, PNG and WebP
   *     (place, date, device, comments, thumbnails) are removed before it is sealed and hashed, the
   *     pixels and the orientation stay; a file that is cut off is refused ({@code
   *     photo.incomplete}, USER)
   */
  public CollectOutcome collect(SubjectId id, byte[] photo) {
    return rooms.photos().collect(id, photo, actor);
  }

  /**
   * Has guesses made of a photo and keeps them in the manifest, under a policy and a release that
   * disclose them. Call it after the answer to the upload was sent.
   *
   * @return why not; empty if they were kept or the provider had none
   */
  public Optional<Refusal> classify(SubjectId id, ClassificationProvider provider) {
    return rooms.photos().classify(id, provider, actor);
  }

  /** Keeps an embedding if the policy discloses it and a consent holds. */
  public KeepOutcome keepEmbedding(SubjectId id, EmbeddingUse usage, Embedding embedding) {
    return keepEmbeddings(List.of(new NewEmbedding(id, usage, embedding))).getFirst();
  }

  /**
   * Keeps embeddings, of many subjects, if the policy discloses them and each one's consent holds:
   * all in one transaction, with one signature under a leaf for each. When this returns they are on
   * disk.
   *
   * @return an outcome each, in the order given
   * @throws MienException USER {@code subject.unknown} if a subject is not there: then none is kept
   */
  public List<KeepOutcome> keepEmbeddings(List<NewEmbedding> embeddings) {
    return rooms.embeddings().keep(embeddings, actor);
  }

  /**
   * Makes the reference of a subject again from the photo that is held, and destroys earlier ones
   * with the key that sealed them: after a change of the model, or where none was made when the
   * photo came. What stays is sealed under a new key. Leaves PHOTO_VIEWED and EMBEDDING_KEPT.
   *
   * @param provider runs only with a consent that holds
   * @return none if the provider made none; then earlier ones stay
   */
  public Optional<KeepOutcome> remakeReference(SubjectId id, EmbeddingProvider provider) {
    return rooms.referenceMaker().remake(id, provider, actor);
  }

  /** Searches all references of a model; close it before the vault. */
  public ReferenceSearch search(ModelId model) {
    return rooms.references().search(model, actor);
  }

  /** The person dealt with the organization: restarts the clocks; a leaf. */
  public void interacted(SubjectId id) {
    rooms.subjects().interacted(id, actor);
  }

  /**
   * The purpose of the release is satisfied: its clock starts, once until a new release; a leaf.
   */
  public void purposeSatisfied(SubjectId id) {
    rooms.subjects().purposeSatisfied(id, actor);
  }

  /** Everything that is held, for the person; a leaf EXPORTED. */
  public SubjectExport export(SubjectId id) {
    return rooms.exporter().export(id, actor);
  }

  /**
   * Destroys what is held, looks whether it is gone, and signs a receipt. The look reads every file
   * of the vault, which takes as long as the disk takes; others can read and write meanwhile, but
   * other erasures wait for it.
   *
   * @param reason stands on the receipt and in the log
   */
  public EraseOutcome erase(SubjectId id, EraseScope scope, EraseReason reason) {
    if (scope != EraseScope.BIOMETRIC && scope != EraseScope.EVERYTHING) {
      throw new IllegalArgumentException("an erasure that is asked for has no scope " + scope);
    }
    return rooms.eraser().erase(id, scope, reason, actor);
  }

  /** Tries again to end erasures without a receipt, with the same look. */
  public List<EraseOutcome> finishErasures() {
    return rooms.eraser().finishAllPatiently(actor);
  }

  /**
   * Signs for what another photo or embedding replaced: looks whether it is gone, as an erasure
   * does.
   *
   * @param id of {@link CollectOutcome.Collected#replaced} or {@link KeepOutcome.Kept#replaced}; it
   *     stands on the leaf too
   * @return the receipt, or where something was still found; none if nothing was replaced so
   */
  public Optional<EraseOutcome> replacementReceipt(String id) {
    return rooms.eraser().receiptOfReplaced(id);
  }

  /** As whom the audit log knows a subject that is still there. */
  public Pseudonym pseudonym(SubjectId id) {
    return rooms.subjects().pseudonym(id);
  }
}
