package mien.core.people;

import java.util.List;

/**
 * What grouping found.
 *
 * @param groups every face in one of them, by their lowest ids
 * @param questions pairs of groups that may be one person, the most useful question first
 */
public record FaceGroups(List<FaceGroup> groups, List<SameQuestion> questions) {

  /** Copies. */
  public FaceGroups {
    groups = List.copyOf(groups);
    questions = List.copyOf(questions);
  }
}
