package mien.core.people;

import java.util.List;
import java.util.OptionalLong;

/**
 * Faces that were put together.
 *
 * @param faces their ids, one at least, ascending
 * @param person whose they are, if a user said so of one of them
 */
public record FaceGroup(List<Long> faces, OptionalLong person) {

  /** Copies and checks. */
  public FaceGroup {
    faces = List.copyOf(faces);
    if (faces.isEmpty()) {
      throw new IllegalArgumentException("a group has one face at least");
    }
  }

  /** Whether it may become a person of its own: smaller groups stay with the unassigned faces. */
  public boolean isPerson(int minClusterSize) {
    return person.isPresent() || faces.size() >= minClusterSize;
  }
}
