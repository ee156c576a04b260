package mien.engine.detect;

/**
 * How large a network of free input size sees a photo.
 *
 * @param whole the longer side in the pass over the whole photo, at most
 * @param small the longer side in the pass that finds faces too large for the first
 * @param both whether the second pass always runs, or only where a large face may be missed
 */
record PassSides(int whole, int small, boolean both) {

  /** 640, and 128 where nothing was found or a weak and wide trace is left. */
  static final PassSides USUAL = new PassSides(640, 128, false);
}
