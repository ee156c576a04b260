package mien.vault.record;

import java.util.Optional;
import mien.core.face.Embedding;

/** Makes the embedding of the face in a photo, under a policy that discloses it. */
public interface EmbeddingProvider {

  /**
   * The embedding, or none where there is no one face. Must not keep the photo. Runs on the
   * caller's thread.
   */
  Optional<Embedding> embed(byte[] photo);
}
