package mien.engine.detect;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Box;
import mien.engine.image.Photo;
import mien.engine.image.PixelRegion;

/**
 * Overlapping squares that cover a large photo, so that faces too small for the whole-photo pass
 * come to the network larger.
 *
 * <p>Neighbors share a quarter of their side. A face up to that size lies whole inside at least one
 * tile, and larger ones are the whole-photo pass's; so a box that a seam cuts is never the best
 * view of a face and is dropped ({@link #cutBySeam}). What remains of double finds is suppressed
 * together with all other candidates.
 */
final class Tiles {

  private static final double OVERLAP = 0.25;
  private static final int MOST_A_SIDE = 4;

  /** A box that ends within this share of the tile's side from a seam may be cut by it. */
  private static final double SEAM = 0.01;

  private Tiles() {}

  /**
   * The tiles of a photo, by rows; none if the whole-photo pass already sees every pixel.
   *
   * @param photo whose held pixels are covered
   * @param side of a network's input; tiles are not smaller, and at most 4 a side
   */
  static List<PixelRegion> over(Photo photo, int side) {
    int longer = Math.max(photo.width(), photo.height());
    if (longer <= side) {
      return List.of();
    }
    int most = Math.min(MOST_A_SIDE, count(longer, side));
    int tile = (int) Math.ceil(longer / (OVERLAP + (1 - OVERLAP) * most));
    List<PixelRegion> tiles = new ArrayList<>();
    for (int top : starts(photo.height(), tile)) {
      for (int left : starts(photo.width(), tile)) {
        tiles.add(
            new PixelRegion(
                left, top, Math.min(tile, photo.width()), Math.min(tile, photo.height())));
      }
    }
    return List.copyOf(tiles);
  }

  private static int count(int length, int tile) {
    return Math.max(1, (int) Math.ceil(((double) length / tile - OVERLAP) / (1 - OVERLAP)));
  }

  /** Where tiles start along one side: the first at 0, the last flush with the end. */
  private static List<Integer> starts(int length, int tile) {
    int count = count(length, tile);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add(count == 1 ? 0 : (int) Math.round((double) i * (length - tile) / (count - 1)));
    }
    return starts;
  }

  /**
   * Whether a box may be the part of a face that a seam left over.
   *
   * @param box in held pixels of the tile, from its corner
   * @param tile where it was found
   * @param photo whose own edges are no seams
   */
  static boolean cutBySeam(Box box, PixelRegion tile, Photo photo) {
    double margin = SEAM * Math.max(tile.width(), tile.height());
    return (tile.left() > 0 && box.x1() < margin)
        || (tile.top() > 0 && box.y1() < margin)
        || (tile.left() + tile.width() < photo.width() && box.x2() > tile.width() - margin)
        || (tile.top() + tile.height() < photo.height() && box.y2() > tile.height() - margin);
  }
}
