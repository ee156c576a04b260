package mien.vault;

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
final class KeptPhoto {

  private KeptPhoto() {}

  /**
   * The bytes to keep.
   *
   * @throws MienException USER {@code photo.incomplete} if the file is cut off or damaged
   */
  static byte[] of(byte[] uploaded) {
    if (!PhotoCompleteness.isComplete(uploaded)) {
      throw new MienException(
          PhotoFault.INCOMPLETE,
          "A photo is kept only if its file is whole, but this one is cut off or damaged: send the"
              + " whole file.");
    }
    return PhotoMetadata.removed(uploaded);
  }
}
