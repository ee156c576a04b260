package mien.engine.detect;

import java.util.List;

/**
 * The faces of a photo.
 *
 * @param faces highest score first, copied
 * @param leftOut how many more there are than {@link DetectionOptions#maxFaces} keeps
 */
public record FoundFaces(List<FoundFace> faces, int leftOut) {

  /** Copies. */
  public FoundFaces {
    faces = List.copyOf(faces);
  }
}
