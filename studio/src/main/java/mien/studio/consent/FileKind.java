package mien.studio.consent;

import java.nio.charset.StandardCharsets;

/**
 * What bytes of the vault are, by their first ones: only what uploads let in, and plain text.
 *
 * @param type media type
 * @param extension of a file's name, with its dot
 */
record FileKind(String type, String extension) {

  private static final FileKind TEXT = new FileKind("text/plain; charset=utf-8", ".txt");

  /** The kind of those bytes; text if they are no picture. */
  static FileKind of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return new FileKind("image/jpeg", ".jpg");
    }
    if (head.startsWith("\u0089PNG")) {
      return new FileKind("image/png", ".png");
    }
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
      return new FileKind("image/webp", ".webp");
    }
    return TEXT;
  }
}
