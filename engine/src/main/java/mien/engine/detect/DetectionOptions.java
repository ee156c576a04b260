package mien.engine.detect;

import java.util.OptionalInt;

/**
 * How a photo is searched.
 *
 * @param minConfidence candidates below it are dropped, in (0, 1)
 * @param maxFaces how many faces are kept, at least 1; the best-ranked ones
 * @param inputSize side of the square a photo is fitted into for the network, a multiple of 32;
 *     empty lets the detector choose by the photo and by what its graph allows
 * @param largeFacePass also search a 128-pixel version, which finds faces that fill the picture
 * @param tiles also search overlapping tiles, which finds small faces in large group photos
 * @param retryRotated when nothing is found, try the photo turned by 90, 180 and 270 degrees
 */
public record DetectionOptions(
    double minConfidence,
    int maxFaces,
    OptionalInt inputSize,
    boolean largeFacePass,
    boolean tiles,
    boolean retryRotated) {

  /** Confidence 0.5, at most 20 faces, size by photo, large faces and rotation on, tiles off. */
  public static final DetectionOptions DEFAULT =
      new DetectionOptions(0.5, 20, OptionalInt.empty(), true, false, true);

  /** Checks the ranges. */
  public DetectionOptions {
    if (!(minConfidence > 0 && minConfidence < 1)) {
      throw new IllegalArgumentException(
          "minConfidence must be between 0 and 1, but was " + minConfidence);
    }
    if (maxFaces < 1) {
      throw new IllegalArgumentException("maxFaces must be at least 1, but was " + maxFaces);
    }
    if (inputSize.isPresent() && (inputSize.getAsInt() < 32 || inputSize.getAsInt() % 32 != 0)) {
      throw new IllegalArgumentException(
          "inputSize must be a multiple of 32, but was " + inputSize.getAsInt());
    }
  }
}
