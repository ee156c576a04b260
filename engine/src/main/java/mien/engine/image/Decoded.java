package mien.engine.image;

import mien.core.photo.PhotoIntegrity;

/**
 * What a reader made of a file.
 *
 * @param pixels as stored
 * @param integrity how much of the picture the file has data for; the rest of the pixels is filled
 *     in
 */
record Decoded(Pixels pixels, PhotoIntegrity integrity) {

  /** Of a file that is whole. */
  static Decoded whole(Pixels pixels) {
    return new Decoded(pixels, new PhotoIntegrity.Whole());
  }
}
