package mien.engine.align;

import mien.engine.image.Photo;

/**
 * A face warped to the recognizer's template.
 *
 * @param picture the square, 112 x 112 or 128 x 128
 * @param method how it was made
 * @param inventedShare share of the face area whose pixels the camera did not see and that were
 *     filled from the other half, in [0, 1]; 0 unless frontalised
 */
public record AlignedFace(Photo picture, Method method, double inventedShare) {

  /** How a face was aligned. */
  public enum Method {
    /** Similarity over the five points. */
    FIVE_POINT,
    /** 3D frontal normalization over 68 points. */
    FRONTAL
  }

  /** Checks the share. */
  public AlignedFace {
    if (!(inventedShare >= 0 && inventedShare <= 1)) {
      throw new IllegalArgumentException(
          "the invented share must be in [0, 1], but was " + inventedShare);
    }
  }

  /** Whether any part of the face was invented, not seen. */
  public boolean hallucinated() {
    return inventedShare > 0;
  }
}
