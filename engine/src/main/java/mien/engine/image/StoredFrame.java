package mien.engine.image;

/**
 * The picture in a file as it is stored, before its orientation is applied.
 *
 * @param width columns stored
 * @param height rows stored
 * @param orientation EXIF orientation 1 to 8 that remains to be applied
 */
record StoredFrame(int width, int height, int orientation) {

  int longSide() {
    return Math.max(width, height);
  }

  /** Refuses a frame that breaks the limits; called before anything of its size is allocated. */
  StoredFrame within(PhotoLimits limits, PhotoFormat format) {
    requireWithin(limits, format, width, height);
    return this;
  }

  /** The same for sizes that a file states with more bits than a frame holds. */
  static void requireWithin(PhotoLimits limits, PhotoFormat format, long width, long height) {
    if (width < 1 || height < 1) {
      throw Refusal.damaged(format, "it says " + width + " x " + height + " pixels");
    }
    if (width > limits.maxSide()
        || height > limits.maxSide()
        || Math.multiplyHigh(width, height) != 0
        || width * height > limits.maxPixels()) {
      throw Refusal.tooManyPixels(width, height, limits);
    }
    if (width * height > Integer.MAX_VALUE / 3 - 16) {
      throw Refusal.tooManyPixels(width, height, limits);
    }
  }
}
