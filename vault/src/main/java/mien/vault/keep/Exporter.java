package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.VaultParts;
import mien.vault.sql.TextTable;
import mien.vault.subject.Consent;
import mien.vault.subject.SubjectExport;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;

/** Hands out everything that is held of a subject; that it did is in the log first. */
public final class Exporter {

  private final VaultParts parts;
  private final Subjects subjects;
  private final PhotoCollector photos;
  private final ReferenceReader references;
  private final Consents consents;

  public Exporter(
      VaultParts parts,
      Subjects subjects,
      PhotoCollector photos,
      ReferenceReader references,
      Consents consents) {
    this.parts = parts;
    this.subjects = subjects;
    this.photos = photos;
    this.references = references;
    this.consents = consents;
  }

  public SubjectExport export(SubjectId id, Actor actor) {
    return parts.database().write(transaction -> export(transaction, id, actor));
  }

  private static SortedMap<String, String> texts(Connection connection, SubjectManifest manifest)
      throws SQLException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Consent consent : manifest.consents()) {
      new TextTable(connection)
          .find(consent.textHash())
          .ifPresent(text -> texts.put(consent.textHash().hex(), text));
    }
    return texts;
  }

  private SubjectExport export(Connection transaction, SubjectId id, Actor actor)
      throws SQLException {
    SubjectManifest manifest = subjects.manifest(transaction, id).orElseThrow(VaultParts::unknown);
    SubjectExport export =
        new SubjectExport(
            manifest,
            photos.open(transaction, id),
            references.export(transaction, id),
            consents.evidence(transaction, id),
            texts(transaction, manifest));
    parts
        .audit()
        .append(transaction, AuditAction.EXPORTED, id, actor, parts.clock().tick(transaction));
    return export;
  }
}
