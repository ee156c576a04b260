package mien.engine.align;

import mien.core.face.Detection;
import mien.engine.image.Photo;

/** Warps a detected face to a recognizer's template. Safe for many threads at once. */
public interface FaceAligner {

  /**
   * Aligns one face.
   *
   * @param photo where the face was found; may be held at a scale other than the detection's
   * @param face in displayed pixels, with landmarks
   * @return the aligned square
   * @throws mien.core.MienException BUG if the detection has no landmarks and the strategy needs
   *     them
   */
  AlignedFace align(Photo photo, Detection face);
}
