package mien.engine.image;

import mien.core.face.Point;

/** A turn of a picture by a multiple of 90 degrees clockwise. */
public enum QuarterTurn {
  /** Not turned. */
  NONE,
  /** 90 degrees clockwise: the top becomes the right. */
  CLOCKWISE_90,
  /** 180 degrees. */
  HALF,
  /** 270 degrees clockwise: the top becomes the left. */
  CLOCKWISE_270;

  /** The photo turned; a copy, or the photo itself for {@link #NONE}. */
  public Photo turn(Photo photo) {
    if (this == NONE) {
      return photo;
    }
    int w = photo.width();
    int h = photo.height();
    byte[] from = photo.rgb();
    byte[] to = new byte[from.length];
    // Output pixel (x, y) is input pixel start + x * right + y * down.
    int start;
    int right;
    int down;
    switch (this) {
      case CLOCKWISE_90 -> {
        start = (h - 1) * w;
        right = -w;
        down = 1;
      }
      case HALF -> {
        start = w * h - 1;
        right = -1;
        down = -w;
      }
      default -> {
        start = w - 1;
        right = w;
        down = -1;
      }
    }
    int columns = swapsSides() ? h : w;
    int rows = swapsSides() ? w : h;
    int at = 0;
    for (int y = 0; y < rows; y++) {
      int p = (start + y * down) * 3;
      for (int x = 0; x < columns; x++) {
        to[at] = from[p];
        to[at + 1] = from[p + 1];
        to[at + 2] = from[p + 2];
        at += 3;
        p += right * 3;
      }
    }
    int width = swapsSides() ? photo.displayedHeight() : photo.displayedWidth();
    int height = swapsSides() ? photo.displayedWidth() : photo.displayedHeight();
    return Photo.wrap(columns, rows, width, height, to, photo.integrity());
  }

  /**
   * Where a point of the turned photo was before the turn.
   *
   * @param point in the turned photo
   * @param width columns before the turn
   * @param height rows before the turn
   */
  public Point back(Point point, int width, int height) {
    return switch (this) {
      case NONE -> point;
      case CLOCKWISE_90 -> new Point(point.y(), height - 1 - point.x());
      case HALF -> new Point(width - 1 - point.x(), height - 1 - point.y());
      case CLOCKWISE_270 -> new Point(width - 1 - point.y(), point.x());
    };
  }

  private boolean swapsSides() {
    return this == CLOCKWISE_90 || this == CLOCKWISE_270;
  }
}
