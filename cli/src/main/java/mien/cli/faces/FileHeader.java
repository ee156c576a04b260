package mien.cli.faces;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a file in a folder is meant to be a photo: by its name, or by how it begins. Generous on
 * purpose: the decoder has the last word, this only keeps videos and notes quiet.
 */
final class FileHeader {

  /** How many bytes of a file are looked at. */
  static final int LENGTH = 32;

  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "dib", "tif", "tiff", "heic",
          "heif", "hif", "avif", "dng", "cr2", "cr3", "nef", "nrw", "arw", "raf", "orf", "rw2");

  private static final List<byte[]> STARTS =
      List.of(
          bytes(0xff, 0xd8, 0xff),
          bytes(0x89, 'P', 'N', 'G'),
          bytes('G', 'I', 'F', '8'),
          bytes('I', 'I', 42, 0),
          bytes('M', 'M', 0, 42),
          bytes('I', 'I', 'U', 0),
          bytes('I', 'I', 'R', 'O'),
          bytes('I', 'I', 'R', 'S'),
          bytes('F', 'U', 'J', 'I', 'F', 'I', 'L', 'M'));

  private static final Set<String> BRANDS =
      Set.of("heic", "heix", "heim", "heis", "mif1", "msf1", "avif", "avis", "crx ");

  private FileHeader() {}

  /** Whether the file is meant to be a photo. */
  static boolean meantAsPhoto(String fileName, byte[] start) {
    int dot = fileName.lastIndexOf('.');
    String extension = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension) || beginsAsPhoto(start);
  }

  private static boolean beginsAsPhoto(byte[] start) {
    for (byte[] known : STARTS) {
      if (start.length >= known.length
          && Arrays.equals(known, 0, known.length, start, 0, known.length)) {
        return true;
      }
    }
    if (start.length < 12) {
      return false;
    }
    String text = new String(start, 0, 12, StandardCharsets.ISO_8859_1);
    return (text.startsWith("RIFF") && text.endsWith("WEBP"))
        || (text.startsWith("ftyp", 4) && BRANDS.contains(text.substring(8)));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
