package mien.core.face;

import java.util.Optional;

/**
 * A face that a detector found.
 *
 * @param box where, in displayed pixels
 * @param score the detector's confidence in [0, 1]; not comparable between detectors
 * @param landmarks the five points, absent only for detectors exported without key points
 */
public record Detection(Box box, double score, Optional<Landmarks5> landmarks) {

  /** Refuses a score outside [0, 1]. */
  public Detection {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score must be in [0, 1], but was " + score);
    }
  }
}
