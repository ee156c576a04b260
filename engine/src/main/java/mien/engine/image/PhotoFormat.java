package mien.engine.image;

import java.util.Optional;

/** What a file of photo bytes is, found by its content and never by its name. */
public enum PhotoFormat {
  /** JPEG: baseline, extended or progressive. */
  JPEG,
  /** Portable Network Graphics, also animated (its still picture). */
  PNG,
  /** WebP: lossy, lossless or animated (the first frame). */
  WEBP,
  /** GIF (the first frame). */
  GIF,
  /** Windows bitmap. */
  BMP,
  /** TIFF and BigTIFF (the first page). */
  TIFF,
  /** A camera's raw file (DNG, CR2, CR3, NEF, ARW, RAF, ORF, RW2): its largest embedded JPEG. */
  RAW,
  /** HEIC and other HEIF with HEVC: needs the system's libheif. */
  HEIF,
  /** AVIF: needs the system's libheif. */
  AVIF;

  /**
   * Looks at the first bytes, and for TIFF at its directories, to tell a raw file.
   *
   * @return empty where nothing that mien reads begins like this
   */
  public static Optional<PhotoFormat> of(byte[] bytes) {
    ByteView b = new ByteView(bytes);
    if (b.startsWith(0, 0xFF, 0xD8)) {
      return Optional.of(JPEG);
    }
    if (b.startsWith(0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of(PNG);
    }
    if (b.hasText(0, "RIFF") && b.hasText(8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (b.hasText(0, "GIF87a") || b.hasText(0, "GIF89a")) {
      return Optional.of(GIF);
    }
    if (b.hasText(0, "BM") && bytes.length >= 26) {
      return Optional.of(BMP);
    }
    if (b.hasText(0, "FUJIFILMCCD-RAW")) {
      return Optional.of(RAW);
    }
    if (b.hasText(4, "ftyp")) {
      return IsoBoxes.formatOf(b);
    }
    return TiffDirectories.formatOf(b);
  }
}
