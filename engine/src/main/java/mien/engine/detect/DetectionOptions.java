package mien.engine.detect;

import java.util.OptionalInt;

/**
 * How a photo is searched.
 *
 * @param minConfidence candidates below it are dropped, in (0, 1), on the detector's own scale
 * @param maxFaces how many faces are kept, at least 1: the best-ranked ones; empty keeps all
 * @param inputSize side of the square a photo is fitted into for the network, a multiple of 32, as
 *     reference pipelines do; empty lets the detector choose by the photo; a graph of fixed size
 *     has its own and ignores this
 * @param largeFacePass also search a 128-pixel version where a face that fills the picture may have
 *     been missed
 * @param tiles also search overlapping tiles, which finds small faces in large group photos
 * @param retryRotated when nothing is found, try the photo turned by 90, 180 and 270 degrees; a
 *     face found so must score a fifth of the way from {@code minConfidence} to 1, and its
 *     landmarks keep the roles that they have while the face stands upright
 */
public record DetectionOptions(
    double minConfidence,
    OptionalInt maxFaces,
    OptionalInt inputSize,
    boolean largeFacePass,
    boolean tiles,
    boolean retryRotated) {

  /** Confidence 0.5, all faces, size by photo, large faces and rotation on, tiles off. */
  public static final DetectionOptions DEFAULT =
      new DetectionOptions(0.5, OptionalInt.empty(), OptionalInt.empty(), true, false, true);

  /** Checks the ranges. */
  public DetectionOptions {
    if (!(minConfidence > 0 && minConfidence < 1)) {
      throw new IllegalArgumentException(
          "minConfidence must be between 0 and 1, but was " + minConfidence);
    }
    if (maxFaces.isPresent() && maxFaces.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "maxFaces must be at least 1, but was " + maxFaces.getAsInt());
    }
    if (inputSize.isPresent() && (inputSize.getAsInt() < 32 || inputSize.getAsInt() % 32 != 0)) {
      throw new IllegalArgumentException(
          "inputSize must be a multiple of 32, but was " + inputSize.getAsInt());
    }
  }

  /** The same with another least confidence. */
  public DetectionOptions withMinConfidence(double confidence) {
    return new DetectionOptions(
        confidence, maxFaces, inputSize, largeFacePass, tiles, retryRotated);
  }

  /** The same with at most this many faces. */
  public DetectionOptions withMaxFaces(int most) {
    return new DetectionOptions(
        minConfidence, OptionalInt.of(most), inputSize, largeFacePass, tiles, retryRotated);
  }
}
