package mien.core.photo;

import java.util.Set;

/**
 * A PNG without its metadata: the chunks that make its picture and its colors stay (PNG, third
 * edition), and so do the frames of an animation; text, time, EXIF and unknown chunks go, and what
 * follows IEND. An orientation other than 1 is kept in an EXIF chunk of its own.
 */
final class PngMetadata {

  private static final Set<String> KEPT =
      Set.of(
          "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
          "pHYs", "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

  private static final int SIGNATURE = 8;

  private PngMetadata() {}

  static boolean isPng(byte[] file) {
    return file.length > SIGNATURE
        && ByteSink.hasAscii(file, 0, file.length, "\u0089PNG\r\n\u001a\n");
  }

  /** Whether the file reaches its end chunk. */
  static boolean isComplete(byte[] file) {
    long at = SIGNATURE;
    while (at + 12 <= file.length) {
      long size = size(file, (int) at);
      if (name(file, (int) at).equals("IEND")) {
        return true;
      }
      at += 12 + size;
    }
    return false;
  }

  static byte[] removed(byte[] file) {
    ByteSink out = new ByteSink(file.length + PhotoMetadata.ROOM);
    out.put(file, 0, SIGNATURE);
    int orientation = orientation(file);
    long at = SIGNATURE;
    while (at + 8 <= file.length) {
      int from = (int) at;
      String name = name(file, from);
      long next = Math.min(file.length, at + 12 + size(file, from));
      if (KEPT.contains(name)) {
        out.put(file, from, (int) next - from);
      }
      if (name.equals("IHDR") && orientation != 1) {
        orientation(out, orientation);
      }
      if (name.equals("IEND")) {
        break;
      }
      at = next;
    }
    return out.toArray();
  }

  /** As decoders take it: of the last EXIF chunk. */
  private static int orientation(byte[] file) {
    int orientation = 1;
    long at = SIGNATURE;
    while (at + 8 <= file.length && !name(file, (int) at).equals("IEND")) {
      int from = (int) at + 8;
      long size = size(file, (int) at);
      if (name(file, (int) at).equals("eXIf")) {
        orientation = ExifOrientation.of(file, from, (int) Math.min(size, file.length - from));
      }
      at += 12 + size;
    }
    return orientation;
  }

  private static void orientation(ByteSink out, int orientation) {
    byte[] block = ExifOrientation.block(orientation);
    byte[] chunk = new ByteSink(30).ascii("eXIf").put(block, 0, block.length).toArray();
    out.bigEndian(block.length).put(chunk, 0, chunk.length).bigEndian(checksum(chunk));
  }

  /** CRC-32 of ISO 3309, as PNG's annex D computes it. */
  static int checksum(byte[] bytes) {
    int sum = -1;
    for (byte value : bytes) {
      sum ^= value & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum >>> 1 ^ (0xEDB88320 & -(sum & 1));
      }
    }
    return ~sum;
  }

  private static long size(byte[] file, int at) {
    return ByteSink.bigEndian(file, at) & 0xFFFF_FFFFL;
  }

  private static String name(byte[] file, int at) {
    StringBuilder name = new StringBuilder(4);
    for (int i = 4; i < 8; i++) {
      name.append((char) (file[at + i] & 0xff));
    }
    return name.toString();
  }
}
