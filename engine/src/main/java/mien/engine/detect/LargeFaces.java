package mien.engine.detect;

/**
 * The pass over a reduced photo that finds faces too large for a network's receptive field.
 *
 * @param side the longer side of the reduced photo, in pixels
 * @param always whether it always runs, or only where a large face may have been missed
 */
record LargeFaces(int side, boolean always) {

  /** At 128 pixels, where nothing was found or a weak and wide trace is left. */
  static final LargeFaces WHERE_MISSED_128 = new LargeFaces(128, false);

  /** At 320 pixels, always: what the network was trained at. */
  static final LargeFaces ALWAYS_320 = new LargeFaces(320, true);
}
