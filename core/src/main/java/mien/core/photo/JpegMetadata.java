package mien.core.photo;

import mien.core.photo.JpegSegments.Segment;

/**
 * A JPEG without its metadata. What stays is what a decoder needs: tables, frame and scans as they
 * are; JFIF without its thumbnail; Adobe's word on the colors; the color profile; the orientation
 * in an EXIF block of its own. All other application segments, comments, and everything behind EOI
 * (second pictures, depth maps, films) go.
 */
final class JpegMetadata {

  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int JFIF_BYTES = 14;
  private static final int ADOBE_BYTES = 12;

  private final byte[] file;
  private final ByteSink out;

  private JpegMetadata(byte[] file) {
    this.file = file;
    this.out = new ByteSink(file.length + PhotoMetadata.ROOM);
  }

  static byte[] removed(byte[] file) {
    return new JpegMetadata(file).removed();
  }

  private byte[] removed() {
    JpegSegments segments = JpegSegments.of(file, 0, file.length);
    out.put(0xFF, 0xD8);
    int orientation = orientation(segments);
    boolean written = orientation == 1;
    for (Segment segment : segments.list()) {
      // JFIF comes first where there is one; the orientation right behind it.
      if (!written && !jfif(segment)) {
        written = true;
        orientation(orientation);
      }
      put(segment);
    }
    if (segments.ended()) {
      out.put(0xFF, 0xD9);
    }
    return out.toArray();
  }

  /** As decoders take it: of the first EXIF block. */
  private int orientation(JpegSegments segments) {
    for (Segment s : segments.list()) {
      if (s.marker() == JpegSegments.SOS) {
        return 1;
      }
      if (s.marker() == APP1 && ByteSink.hasAscii(file, s.body(), s.end(), "Exif\0")) {
        return s.size() > 6 ? ExifOrientation.of(file, s.body() + 6, s.size() - 6) : 1;
      }
    }
    return 1;
  }

  private void orientation(int orientation) {
    byte[] block = ExifOrientation.block(orientation);
    out.put(0xFF, APP1, 0, 2 + 6 + block.length).ascii("Exif\0\0").put(block, 0, block.length);
  }

  private boolean jfif(Segment s) {
    return s.marker() == APP0
        && s.size() >= JFIF_BYTES
        && ByteSink.hasAscii(file, s.body(), s.end(), "JFIF\0");
  }

  private void put(Segment s) {
    if (jfif(s)) {
      out.put(0xFF, APP0, 0, 2 + JFIF_BYTES).put(file, s.body(), JFIF_BYTES - 2).put(0, 0);
    } else if (s.marker() == APP14) {
      if (s.size() >= ADOBE_BYTES && ByteSink.hasAscii(file, s.body(), s.end(), "Adobe")) {
        out.put(0xFF, APP14, 0, 2 + ADOBE_BYTES).put(file, s.body(), ADOBE_BYTES);
      }
    } else if (s.marker() != COMMENT
        && (s.marker() < APP0
            || s.marker() > APP15
            || s.marker() == APP2 && ByteSink.hasAscii(file, s.body(), s.end(), "ICC_PROFILE\0"))) {
      int from = s.body() - 2;
      out.put(0xFF, s.marker()).put(file, from, s.dataEnd() - from);
    }
  }
}
