package mien.engine.image;

import java.util.Locale;
import mien.core.MienException;
import mien.core.photo.PhotoFault;

/** Every way in which photo bytes are refused: one code and one sentence each. */
final class Refusal {

  private Refusal() {}

  static MienException empty() {
    return new MienException(PhotoFault.EMPTY, "the file is empty");
  }

  static MienException unknownFormat() {
    return new MienException(
        PhotoFault.UNKNOWN_FORMAT,
        "this is not a photo that mien reads (JPEG, PNG, WebP, GIF, BMP, TIFF, RAW, HEIC, AVIF);"
            + " convert the file to JPEG or PNG");
  }

  static MienException tooLarge(long bytes, PhotoLimits limits) {
    return new MienException(
        PhotoFault.TOO_LARGE,
        String.format(
            Locale.ROOT,
            "a photo has at most %,d bytes, but this one has %,d; send a smaller file",
            limits.maxBytes(),
            bytes));
  }

  static MienException tooManyPixels(long width, long height, PhotoLimits limits) {
    return new MienException(
        PhotoFault.TOO_MANY_PIXELS,
        String.format(
            Locale.ROOT,
            "a photo has at most %,d pixels and %,d a side, but this one says %d x %d; reduce it",
            limits.maxPixels(),
            limits.maxSide(),
            width,
            height));
  }

  static MienException noMemory(long width, long height, OutOfMemoryError cause) {
    return new MienException(
        PhotoFault.TOO_MANY_PIXELS,
        "a photo of "
            + width
            + " x "
            + height
            + " pixels does not fit in the memory of this process; reduce it, or raise -Xmx",
        cause);
  }

  static MienException tooMuchWork(PhotoFormat format, String what) {
    return new MienException(
        PhotoFault.TOO_MANY_PIXELS,
        "this " + format + " asks for " + what + ", more work than a photo may; re-encode it");
  }

  static MienException damaged(PhotoFormat format, String why) {
    return new MienException(PhotoFault.DAMAGED, damagedSentence(format, why));
  }

  static MienException damaged(PhotoFormat format, String why, Throwable cause) {
    return new MienException(PhotoFault.DAMAGED, damagedSentence(format, why), cause);
  }

  static MienException unsupported(PhotoFormat format, String what) {
    return new MienException(
        PhotoFault.UNSUPPORTED,
        "this " + format + " uses " + what + ", which mien does not read; convert it to JPEG");
  }

  static MienException noPreview() {
    return new MienException(
        PhotoFault.UNSUPPORTED,
        "mien reads the JPEG preview inside a raw file, and this one has none; export it as JPEG");
  }

  static MienException codecMissing(PhotoFormat format, CodecReport codec) {
    return new MienException(
        PhotoFault.CODEC_MISSING,
        format
            + " photos need the system library "
            + codec.name()
            + ", which does not serve here ("
            + codec.reason()
            + "); "
            + codec.remedy());
  }

  private static String damagedSentence(PhotoFormat format, String why) {
    return "the " + format + " file is damaged (" + why + "); send it again or re-export it";
  }
}
