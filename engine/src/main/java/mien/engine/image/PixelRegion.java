package mien.engine.image;

import mien.core.face.Box;

/**
 * A rectangle of <em>held</em> pixels. It may reach outside the photo, where everything is black.
 *
 * @param left first column
 * @param top first row
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelRegion(int left, int top, int width, int height) {

  /** Refuses an empty region and one that overflows. */
  public PixelRegion {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region is at least 1 x 1, but was " + width + " x " + height);
    }
    Math.addExact(left, width);
    Math.addExact(top, height);
  }

  /**
   * The held pixels that a box covers, wholly or in part.
   *
   * @param box in displayed pixels; what reaches outside the photo is left away
   * @throws IllegalArgumentException if nothing of it is in the photo
   */
  public static PixelRegion within(Photo photo, Box box) {
    double scale = photo.scale();
    int left = (int) Math.max(0, Math.floor(box.x1() * scale));
    int top = (int) Math.max(0, Math.floor(box.y1() * scale));
    int right = (int) Math.min(photo.width(), Math.ceil(box.x2() * scale));
    int bottom = (int) Math.min(photo.height(), Math.ceil(box.y2() * scale));
    if (right <= left || bottom <= top) {
      throw new IllegalArgumentException("the part to cut out lies outside the photo");
    }
    return new PixelRegion(left, top, right - left, bottom - top);
  }

  /** All pixels that {@code photo} holds. */
  public static PixelRegion of(Photo photo) {
    return new PixelRegion(0, 0, photo.width(), photo.height());
  }
}
