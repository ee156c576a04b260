package mien.engine.image;

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

  /** All pixels that {@code photo} holds. */
  public static PixelRegion of(Photo photo) {
    return new PixelRegion(0, 0, photo.width(), photo.height());
  }
}
