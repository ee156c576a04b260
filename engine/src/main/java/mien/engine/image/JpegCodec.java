package mien.engine.image;

/**
 * One way to decode a JPEG: see {@link TurboJpeg} (fastest), {@link BundledJpeg}, {@link PlainJpeg}
 * (the twin that is always there). Safe for many threads.
 */
interface JpegCodec {

  /**
   * What a codec made of a file.
   *
   * @param warned true if the codec found fault with the data, harmless or not
   */
  record Result(Pixels pixels, boolean warned) {}

  /**
   * Decodes at the smallest of its scales that keeps {@code minLongSide}.
   *
   * @return {@code ceil(width * n / 8)} by {@code ceil(height * n / 8)} pixels for some {@code n};
   *     the colors are those of the file's own profile, except where {@link #appliesProfile}
   * @throws CodecRefusal where this codec does not decode the file
   */
  Result decode(ByteView file, JpegHeader header, int minLongSide) throws CodecRefusal;

  /** Whether the result is sRGB already. */
  boolean appliesProfile();

  /** {@code ceil(size * eighths / 8)}: what libjpeg makes of a side at a scale. */
  static int scaled(int size, int eighths) {
    return (int) ((size * (long) eighths + 7) / 8);
  }

  /** Whether a scale keeps what was asked for. */
  static boolean keeps(JpegHeader header, int eighths, int minLongSide) {
    int longSide = Math.max(header.width(), header.height());
    return scaled(longSide, eighths) >= Math.min(minLongSide, longSide);
  }
}
