package mien.engine.image;

/**
 * What a reader made of a file.
 *
 * @param pixels as stored
 * @param incomplete true if data are missing or damaged: some of the pixels are invented
 */
record Decoded(Pixels pixels, boolean incomplete) {

  /** Of a file that is whole. */
  static Decoded whole(Pixels pixels) {
    return new Decoded(pixels, false);
  }
}
