package mien.vault.keep;

import mien.core.MienException;
import mien.core.photo.PhotoCompleteness;
import mien.core.photo.PhotoFault;
import mien.core.photo.PhotoMetadata;

/**
 * What is kept of an uploaded photo: the picture, not the story of how it was taken. Place, date,
 * device, comments and thumbnails of JPEG, PNG and WebP are removed before anything is sealed or
 * hashed; other formats are kept as they come. A file that is cut off is refused: no one can show
 * later what was missing.
 */
public final class KeptPhoto {

  /** The most bytes of a photo. */
  public static final int MOST = 64 << 20;

  private KeptPhoto() {}

  /**
   * Refuses what cannot be kept, whatever it shows.
   *
   * @throws MienException {@code photo.too-large}; {@code photo.incomplete} if the file is cut off
   *     or damaged
   */
  public static void require(byte[] uploaded) {
    if (uploaded.length == 0 || uploaded.length > MOST) {
      throw new MienException(
          PhotoFault.TOO_LARGE,
          "A photo has 1 byte to " + (MOST >> 20) + " MiB, but this had " + uploaded.length + ".");
    }
    if (!PhotoCompleteness.isComplete(uploaded)) {
      throw new MienException(
          PhotoFault.INCOMPLETE,
          "A photo is kept only if its file is whole, but this one is cut off or damaged: send the"
              + " whole file.");
    }
  }

  /** The bytes to keep of what {@link #require} accepts. */
  public static byte[] of(byte[] uploaded) {
    require(uploaded);
    return PhotoMetadata.removed(uploaded);
  }
}
