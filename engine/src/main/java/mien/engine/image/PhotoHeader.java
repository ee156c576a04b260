package mien.engine.image;

import java.util.Objects;

/**
 * What a photo says about itself before it is decoded.
 *
 * @param format found by content
 * @param width columns as displayed (after the orientation is applied)
 * @param height rows as displayed
 * @param orientation EXIF orientation 1 to 8 that {@link PhotoDecoder} applies; 1 where the file
 *     has none, or where its codec turns the picture itself (HEIC, AVIF)
 */
public record PhotoHeader(PhotoFormat format, int width, int height, int orientation) {

  /** Refuses an empty picture and orientations that do not exist. */
  public PhotoHeader {
    Objects.requireNonNull(format, "format");
    if (width < 1 || height < 1 || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "no such photo: " + width + " x " + height + ", orientation " + orientation);
    }
  }
}
