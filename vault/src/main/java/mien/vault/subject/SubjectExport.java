package mien.vault.subject;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param texts what was signed, by the SHA-256 of the text; not of releases from before texts were
 *     kept
 */
public record SubjectExport(
    SubjectManifest manifest,
    Optional<byte[]> photo,
    List<Embedding> embeddings,
    List<byte[]> evidence,
    SortedMap<String, String> texts) {

  /** Copies the lists. */
  public SubjectExport {
    embeddings = List.copyOf(embeddings);
    evidence = List.copyOf(evidence);
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /** Never more than the ids. */
  @Override
  public String toString() {
    return "SubjectExport[" + manifest.subjectId() + "]";
  }
}
