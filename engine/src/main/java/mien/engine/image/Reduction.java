package mien.engine.image;

/**
 * A photo, or a part of one, with fewer pixels: averaged over whole squares, and the rest, less
 * than half, bilinear. Never enlarges. Pure; for any thread.
 */
public final class Reduction {

  private Reduction() {}

  /**
   * The whole photo.
   *
   * @param longSide of the result in pixels at most, at least 1
   * @return held with fewer pixels; the same object where it has no more
   */
  public static Photo of(Photo photo, int longSide) {
    if (Math.max(photo.width(), photo.height()) <= longSide) {
      return photo;
    }
    Photo reduced = of(photo, PixelRegion.of(photo), longSide);
    return Photo.wrap(
        reduced.width(),
        reduced.height(),
        photo.displayedWidth(),
        photo.displayedHeight(),
        reduced.rgb(),
        photo.integrity());
  }

  /**
   * A part of the photo as a picture of its own.
   *
   * @param region inside the photo
   * @param longSide of the result in pixels at most, at least 1
   */
  public static Photo of(Photo photo, PixelRegion region, int longSide) {
    if (longSide < 1) {
      throw new IllegalArgumentException("longSide must be at least 1, but was " + longSide);
    }
    int longest = Math.max(region.width(), region.height());
    double shrink = Math.min(1, (double) longSide / longest);
    int width = Math.max(1, (int) Math.round(region.width() * shrink));
    int height = Math.max(1, (int) Math.round(region.height() * shrink));
    int factor = Math.clamp(longest / longSide, 1, BoxReduction.LARGEST);
    if (factor == 1) {
      return Resize.bilinear(photo, region, width, height);
    }
    Pixels averaged = BoxReduction.reduce(photo, region, factor);
    return Resize.bilinear(
        Photo.wrap(averaged.width(), averaged.height(), averaged.rgb()), width, height);
  }
}
