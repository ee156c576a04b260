package mien.vault;

import java.util.Optional;
import mien.vault.audit.AnchorFile;
import mien.vault.erase.Eraser;
import mien.vault.erase.Sweeper;
import mien.vault.keep.ConsentGate;
import mien.vault.keep.Consents;
import mien.vault.keep.EmbeddingStore;
import mien.vault.keep.Exporter;
import mien.vault.keep.PhotoCollector;
import mien.vault.keep.ReferenceMaker;
import mien.vault.keep.ReferenceReader;
import mien.vault.keep.Subjects;
import mien.vault.keep.Withdrawals;
import mien.vault.open.VaultParts;

/** What the views of one open vault call. */
record VaultRooms(
    VaultParts parts,
    Subjects subjects,
    Consents consents,
    PhotoCollector photos,
    EmbeddingStore embeddings,
    ReferenceReader references,
    ReferenceMaker referenceMaker,
    Eraser eraser,
    Sweeper sweeper,
    Withdrawals withdrawals,
    Exporter exporter) {

  static VaultRooms of(VaultParts parts) {
    ConsentGate gate = new ConsentGate(parts.config().policy(), parts.keys());
    Subjects subjects = new Subjects(parts);
    Consents consents = new Consents(parts);
    PhotoCollector photos = new PhotoCollector(parts, gate);
    EmbeddingStore embeddings = new EmbeddingStore(parts, gate);
    ReferenceReader references = new ReferenceReader(parts, gate);
    Eraser eraser = new Eraser(parts);
    return new VaultRooms(
        parts,
        subjects,
        consents,
        photos,
        embeddings,
        references,
        new ReferenceMaker(parts, gate, photos, embeddings),
        eraser,
        new Sweeper(parts, eraser),
        new Withdrawals(parts, consents, eraser),
        new Exporter(parts, subjects, photos, references, consents));
  }

  /** The file of heads that the vault was opened with. */
  Optional<AnchorFile> anchor() {
    return parts.config().anchor().map(AnchorFile::new);
  }
}
