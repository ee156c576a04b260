package mien.studio.consent;

import mien.core.face.Embedding;
import mien.core.face.ModelId;

/** Sees the one face of a photo, for a desk whose policy lets embeddings be kept and compared. */
public interface FaceReader {

  /** What a photo shows. */
  sealed interface Reading {

    /**
     * One face.
     *
     * @param embedding of it
     */
    record Face(Embedding embedding) implements Reading {}

    /** None. */
    record NoFace() implements Reading {}

    /** More than one: we do not guess which. */
    record SeveralFaces() implements Reading {}
  }

  /**
   * Looks at a photo. Keeps nothing; blocks.
   *
   * @throws mien.core.MienException if it cannot be decoded, or the engine is busy
   */
  Reading read(byte[] photo);

  /** Whose embeddings they are. */
  ModelId model();

  /** Score at and above which two faces are one person, in (-1, 1). */
  double threshold();
}
