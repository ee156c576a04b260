package mien.core.photo;

import java.util.Set;

/**
 * A WebP without its metadata (RFC 9649): the picture, its alpha, its color profile and the frames
 * of an animation stay; EXIF, XMP and unknown chunks go. An orientation other than 1 is kept in an
 * EXIF chunk of its own.
 */
final class WebpMetadata {

  private static final Set<String> KEPT =
      Set.of("VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L");

  private static final int HEAD = 12;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;

  private WebpMetadata() {}

  static boolean isWebp(byte[] file) {
    return ByteSink.hasAscii(file, 0, file.length, "RIFF")
        && ByteSink.hasAscii(file, 8, file.length, "WEBP");
  }

  /** Whether the file is as long as it says. */
  static boolean isComplete(byte[] file) {
    return 8 + (ByteSink.littleEndian(file, 4) & 0xFFFF_FFFFL) <= file.length;
  }

  static byte[] removed(byte[] file) {
    ByteSink out = new ByteSink(file.length + PhotoMetadata.ROOM);
    out.put(file, 0, HEAD);
    int orientation = 1;
    int flags = -1;
    long at = HEAD;
    while (at + 8 <= file.length) {
      int from = (int) at;
      long size = ByteSink.littleEndian(file, from + 4) & 0xFFFF_FFFFL;
      int body = (int) Math.min(size, file.length - at - 8);
      String name = name(file, from);
      if (name.equals("EXIF")) {
        int prefix = ByteSink.hasAscii(file, from + 8, from + 8 + body, "Exif\0\0") ? 6 : 0;
        orientation = ExifOrientation.of(file, from + 8 + prefix, body - prefix);
      }
      if (KEPT.contains(name)) {
        flags = name.equals("VP8X") && body > 0 && flags < 0 ? out.size() + 8 : flags;
        out.put(file, from, (int) Math.min(8 + body + (body & 1), file.length - at));
      }
      at += 8 + size + (size & 1);
    }
    if (orientation != 1) {
      byte[] block = ExifOrientation.block(orientation);
      out.ascii("EXIF").littleEndian(block.length).put(block, 0, block.length);
    }
    byte[] result = out.toArray();
    if (flags >= 0) {
      result[flags] =
          (byte) (result[flags] & ~(EXIF_FLAG | XMP_FLAG) | (orientation == 1 ? 0 : EXIF_FLAG));
    }
    byte[] size = new ByteSink(4).littleEndian(result.length - 8).toArray();
    System.arraycopy(size, 0, result, 4, 4);
    return result;
  }

  private static String name(byte[] file, int at) {
    StringBuilder name = new StringBuilder(4);
    for (int i = 0; i < 4; i++) {
      name.append((char) (file[at + i] & 0xff));
    }
    return name.toString();
  }
}
