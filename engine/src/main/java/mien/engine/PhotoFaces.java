package mien.engine;

import java.util.List;

/**
 * The faces of one photo.
 *
 * @param width columns of the photo as displayed
 * @param height rows of the photo as displayed
 * @param faces best first; empty when there are none
 */
public record PhotoFaces(int width, int height, List<AnalyzedFace> faces) {

  /** Copies. */
  public PhotoFaces {
    faces = List.copyOf(faces);
  }
}
