package mien.engine.image;

/**
 * Reads one kind of file. Implementations keep no state between calls, are safe for many threads,
 * and throw {@link mien.core.MienException} with blame USER for every file that they refuse.
 */
interface FormatReader {

  /**
   * Reads the size and the orientation, with memory that does not depend on what the file claims.
   *
   * @throws mien.core.MienException also where the size breaks {@code limits}
   */
  StoredFrame frame(ByteView file, PhotoLimits limits);

  /**
   * Decodes to sRGB, as stored. A file whose data end early or are damaged is a picture where its
   * codec can show the rest, and the result says so; what no codec can show is refused.
   *
   * @param frame what {@link #frame} found in the same file
   * @param minLongSide the long side that the result needs at least (or its own, if that is less)
   */
  Decoded read(ByteView file, StoredFrame frame, int minLongSide, PhotoLimits limits);
}
