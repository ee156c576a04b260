package mien.vault;

import java.util.List;
import java.util.Optional;
import mien.core.face.Embedding;

/**
 * What a person takes along (GDPR Art. 15 and 20): the manifest, the photo as it is kept, the
 * embeddings, and the evidence of every release in the order of the manifest's consents. For the
 * person alone; a door makes a file of it. Never hand it to a language model.
 *
 * @param manifest everything but the bytes
 * @param photo the photo, if one is held
 * @param embeddings in the order of the manifest's
 * @param evidence in the order of the manifest's consents
 */
public record SubjectExport(
    SubjectManifest manifest,
    Optional<byte[]> photo,
    List<Embedding> embeddings,
    List<byte[]> evidence) {

  /** Copies the lists. */
  public SubjectExport {
    embeddings = List.copyOf(embeddings);
    evidence = List.copyOf(evidence);
  }

  /** Never more than the ids. */
  @Override
  public String toString() {
    return "SubjectExport[" + manifest.subjectId() + "]";
  }
}
