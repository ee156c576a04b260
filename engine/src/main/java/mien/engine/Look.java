package mien.engine;

import mien.core.face.Box;
import mien.core.face.Point;
import mien.engine.image.Photo;
import mien.engine.image.PhotoHeader;
import mien.engine.image.PixelRegion;
import mien.engine.image.Reduction;

/**
 * One look at a photo: everything that a {@link PhotoTask} needs is made from the pixels that are
 * there, and nothing is decoded again. Immutable.
 *
 * @param header what the file says of itself
 * @param faces found in the photo
 * @param photo the pixels that are held; upright
 */
public record Look(PhotoHeader header, PhotoFaces faces, Photo photo) {

  /** A face's picture shows this many times its box: hair and chin, and little around. */
  private static final double MARGIN = 1.6;

  /**
   * The whole photo, smaller.
   *
   * @param longSide of the result in pixels, at least 1; less where the photo itself has less, or
   *     where more is asked for than {@link Wanted#longSide} announced or than memory has room for
   */
  public Photo picture(int longSide) {
    return Reduction.of(photo, longSide);
  }

  /**
   * A face with what is around it, upright: the square of 1.6 times the longer side of its box,
   * without what lies outside the photo.
   *
   * @param face of {@link #faces}
   * @param side the longer side of the result at most, in pixels, at least 1; never enlarged
   */
  public Photo crop(AnalyzedFace face, int side) {
    Box box = face.box();
    Point center = box.center();
    double half = MARGIN / 2 * Math.max(box.width(), box.height());
    Box around =
        new Box(center.x() - half, center.y() - half, center.x() + half, center.y() + half);
    return Reduction.of(photo, PixelRegion.within(photo, around), side);
  }
}
