package mien.vault;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.vault.audit.AnchorFile;
import mien.vault.audit.AuditReader;
import mien.vault.config.Actor;
import mien.vault.fault.VaultFault;
import mien.vault.open.Anchoring;
import mien.vault.record.ErasureReceipt;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.References;
import mien.vault.record.SweepReport;
import mien.vault.sql.LogReader;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import mien.vault.subject.SubjectSummary;

/**
 * The vault as a viewer may use it: from {@link Vault#viewer}. Thread-safe, for as long as the
 * vault is open; every call is made, and logged, in the name of one actor.
 */
public sealed class Viewer permits Officer {

  final VaultRooms rooms;
  final Actor actor;

  Viewer(VaultRooms rooms, Actor actor) {
    this.rooms = rooms;
    this.actor = actor;
  }

  /** Finds a subject by the organization's number. */
  public Optional<SubjectId> find(SafeId safeId) {
    return rooms
        .parts()
        .database()
        .read(reader -> new SubjectTable(reader).find(safeId).map(SubjectTable.Row::id));
  }

  /**
   * Lists subjects in the order of their safe ids.
   *
   * @param prefix that the safe ids begin with; empty: all
   * @param after the last safe id of the page before; empty: from the first
   * @param limit 1 to 1000
   */
  public List<SubjectSummary> list(String prefix, String after, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new MienException(
          VaultFault.SUBJECT_BAD_LIMIT,
          "A page has 1 to 1000 rooms.subjects(), not " + limit + ".");
    }
    return rooms
        .parts()
        .database()
        .read(
            reader ->
                new SubjectTable(reader)
                    .page(prefix, after, limit).stream()
                        .map(row -> new SubjectSummary(row.id(), row.safeId(), row.createdAt()))
                        .toList());
  }

  /** Everything that is held of a subject but the bytes; none if there is no such subject. */
  public Optional<SubjectManifest> manifest(SubjectId id) {
    return rooms.subjects().manifest(id);
  }

  /** The photo; that it was looked at is in the log before this returns. */
  public PhotoOutcome photo(SubjectId id) {
    return rooms.photos().photo(id, actor);
  }

  /** One subject's references, to compare a probe with; a leaf COMPARED. */
  public References references(SubjectId id, ModelId model) {
    return rooms.references().of(id, model, actor);
  }

  /** A receipt that was issued. */
  public Optional<ErasureReceipt> receipt(String id) {
    return rooms.eraser().receipt(id);
  }

  /** What {@link Admin#sweep} would do now. Changes nothing. */
  public SweepReport sweepDryRun() {
    return rooms.sweeper().sweep(true, actor);
  }

  /**
   * Whether heads of the log were anchored, and the file that the vault was opened with is empty or
   * gone.
   */
  public boolean anchorLost() {
    Optional<AnchorFile> file = rooms.anchor();
    return file.isPresent()
        && rooms.parts().database().read(reader -> Anchoring.lost(reader, file.get()));
  }

  /**
   * Reads the audit log on one snapshot: what doors use. The reader must not leave {@code work}.
   */
  public <T> T audit(Function<AuditReader, T> work) {
    return rooms
        .parts()
        .database()
        .read(snapshot -> work.apply(new LogReader(rooms.parts().audit().log(), snapshot)));
  }
}
