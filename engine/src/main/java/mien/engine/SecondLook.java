package mien.engine;

import mien.engine.image.PhotoHeader;

/**
 * How large a photo is decoded the second time.
 *
 * @param scale held pixels per displayed pixel to ask for, in [0, 1]
 * @param bytes the most that its arrays take
 */
record SecondLook(double scale, long bytes) {

  /** What to ask the decoder for. */
  int longSide(PhotoHeader header) {
    return (int) Math.ceil(scale * Math.max(header.width(), header.height()));
  }

  /** Codecs reduce in steps: what they hold has up to twice the side that was asked for. */
  private static final double STEP = 2;

  /**
   * The scale that is needed, or the largest that has room.
   *
   * @param needed held pixels per displayed pixel that the smallest face needs, in [0, 1]
   * @param room bytes that may be taken, above 0
   */
  static SecondLook of(PhotoHeader header, double needed, long room) {
    // Turning a photo upright makes a second array.
    int copies = header.orientation() == 1 ? 1 : 2;
    double whole = 3.0 * header.width() * header.height() * copies;
    double held = Math.min(1, STEP * needed);
    if (whole * held * held <= room) {
      return new SecondLook(needed, (long) (whole * held * held));
    }
    return new SecondLook(Math.min(needed, Math.sqrt(room / whole) / STEP), room);
  }
}
