package mien.engine;

import java.util.Set;

/**
 * What a run wants of each photo.
 *
 * @param aspects what to find out about its faces; a subset of the configured aspects
 * @param longSide the largest {@link Look#picture} that the task asks for, in pixels; 0 if it asks
 *     for none larger than what the faces were found in
 */
public record Wanted(Set<Aspect> aspects, int longSide) {

  /** Copies and checks. */
  public Wanted {
    aspects = Set.copyOf(aspects);
    if (longSide < 0) {
      throw new IllegalArgumentException("longSide must be 0 or more, but was " + longSide);
    }
  }

  /** Faces, and no larger picture than they need. */
  public static Wanted of(Set<Aspect> aspects) {
    return new Wanted(aspects, 0);
  }
}
