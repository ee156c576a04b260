package mien.studio.consent;

import mien.core.face.ModelId;
import mien.engine.OnlyFace;

/** Sees the one face of a photo, for a desk whose policy lets embeddings be kept and compared. */
public interface FaceReader {

  /**
   * Looks at a photo. Keeps nothing; blocks.
   *
   * @throws mien.core.MienException if it cannot be decoded, or the engine is busy
   */
  OnlyFace read(byte[] photo);

  /** Whose embeddings they are. */
  ModelId model();

  /** Score at and above which two faces are one person, in (-1, 1). */
  double threshold();
}
