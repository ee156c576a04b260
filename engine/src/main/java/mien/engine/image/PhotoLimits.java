package mien.engine.image;

/**
 * What a photo may cost; checked from its header, before anything is allocated.
 *
 * @param maxBytes of the file
 * @param maxPixels width times height
 * @param maxSide of the longer side, in pixels
 */
public record PhotoLimits(long maxBytes, long maxPixels, int maxSide) {

  /** 50 MB, 200 megapixels, 65,500 pixels a side (the most that a JPEG can have). */
  public static final PhotoLimits DEFAULT = new PhotoLimits(50_000_000L, 200_000_000L, 65_500);

  /** Refuses limits that allow nothing. */
  public PhotoLimits {
    if (maxBytes < 1 || maxPixels < 1 || maxSide < 1) {
      throw new IllegalArgumentException(
          "limits must be above zero, but were "
              + maxBytes
              + " bytes, "
              + maxPixels
              + " pixels, "
              + maxSide
              + " a side");
    }
  }
}
