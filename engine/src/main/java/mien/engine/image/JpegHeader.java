package mien.engine.image;

import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands before the first scan of a JPEG, read as libjpeg reads it: SOI first, then markers,
 * garbage between them skipped.
 *
 * @param width columns stored
 * @param height rows stored
 * @param components 1 gray, 3 color, 4 CMYK or YCCK
 * @param precision bits a sample
 * @param process the low four bits of the SOF marker: 0 and 1 sequential, 2 progressive
 * @param orientation EXIF orientation, 1 where there is none
 * @param icc the embedded color profile
 * @param scanStart where the first scan begins, or the length of the file
 */
record JpegHeader(
    int width,
    int height,
    int components,
    int precision,
    int process,
    int orientation,
    Optional<byte[]> icc,
    int scanStart) {

  private static final int MAX_ICC_BYTES = 4_000_000;

  /** How much more work than one pass a file of many scans may ask for: pixels times scans. */
  private static final long MAX_SCANNED_PIXELS = 3_000_000_000L;

  static JpegHeader read(ByteView file) {
    try {
      return new Walk(file).walk();
    } catch (ByteView.Truncated e) {
      throw Refusal.damaged(PhotoFormat.JPEG, e.why());
    }
  }

  /** The header of an embedded JPEG, where there is one that can be decoded. */
  static Optional<JpegHeader> find(ByteView file) {
    try {
      return Optional.of(new Walk(file).walk()).filter(JpegHeader::isPhoto);
    } catch (ByteView.Truncated | mien.core.MienException _) {
      return Optional.empty();
    }
  }

  private boolean isPhoto() {
    return process <= 2 && precision == 8 && width > 0 && height > 0 && components != 2;
  }

  boolean gray() {
    return components == 1;
  }

  /** Refuses what no codec of ours decodes, and files whose scans are a trap for time. */
  void requireDecodable(ByteView file) {
    if (process == 3 || process == 5 || process == 6 || process == 7 || process >= 11) {
      throw Refusal.unsupported(PhotoFormat.JPEG, "the lossless or hierarchical process");
    }
    if (precision != 8) {
      throw Refusal.unsupported(PhotoFormat.JPEG, precision + " bits a sample");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw Refusal.unsupported(PhotoFormat.JPEG, components + " color components");
    }
    long scans = countScans(file);
    if (scans * width * height > MAX_SCANNED_PIXELS && scans > 1) {
      throw Refusal.tooMuchWork(PhotoFormat.JPEG, scans + " scans of " + width + " x " + height);
    }
  }

  private long countScans(ByteView file) {
    byte[] bytes = file.array();
    int end = file.start() + file.length() - 1;
    long scans = 0;
    for (int i = file.start() + scanStart; i < end; i++) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xDA) {
        scans++;
      }
    }
    return scans;
  }

  /** The state of one walk over the markers. */
  private static final class Walk {
    private final ByteView file;
    private final TreeMap<Integer, ByteView> iccParts = new TreeMap<>();
    private int orientation = 1;
    private boolean exifSeen;
    private int frameAt = -1;

    Walk(ByteView file) {
      this.file = file;
    }

    JpegHeader walk() {
      if (!file.startsWith(0, 0xFF, 0xD8)) {
        throw Refusal.damaged(PhotoFormat.JPEG, "it does not begin with SOI");
      }
      int at = 2;
      while (true) {
        while (at < file.length() && file.u8(at) != 0xFF) {
          at++;
        }
        while (at < file.length() && file.u8(at) == 0xFF) {
          at++;
        }
        if (at >= file.length() && frameAt >= 0) {
          return header(file.length());
        }
        int marker = file.u8(at++);
        if (marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD7) {
          continue;
        }
        if (marker == 0xDA || marker == 0xD9) {
          return header(at - 2);
        }
        int size = file.u16(at, true);
        segment(marker, at + 2, Math.min(size - 2, file.length() - at - 2));
        at += Math.max(size, 2);
      }
    }

    private void segment(int marker, int at, int size) {
      if (size < 0) {
        return;
      }
      boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8;
      if (frame && marker != 0xCC && frameAt < 0) {
        frameAt = at - 3;
      } else if (marker == 0xE1 && !exifSeen && file.hasText(at, "Exif\0")) {
        exifSeen = true;
        if (size > 6) {
          orientation = TiffDirectories.orientationOf(file.slice(at + 6, size - 6));
        }
      } else if (marker == 0xE2 && size > 14 && file.hasText(at, "ICC_PROFILE\0")) {
        iccParts.putIfAbsent(file.u8(at + 12), file.slice(at + 14, size - 14));
      }
    }

    private JpegHeader header(int scanStart) {
      if (frameAt < 0) {
        throw Refusal.damaged(PhotoFormat.JPEG, "it has no frame header before its data");
      }
      return new JpegHeader(
          file.u16(frameAt + 6, true),
          file.u16(frameAt + 4, true),
          file.u8(frameAt + 8),
          file.u8(frameAt + 3),
          file.u8(frameAt) & 0x0F,
          orientation,
          icc(),
          scanStart);
    }

    private Optional<byte[]> icc() {
      int total = iccParts.values().stream().mapToInt(ByteView::length).sum();
      if (total == 0 || total > MAX_ICC_BYTES) {
        return Optional.empty();
      }
      byte[] all = new byte[total];
      int at = 0;
      for (ByteView part : iccParts.values()) {
        System.arraycopy(part.array(), part.start(), all, at, part.length());
        at += part.length();
      }
      return Optional.of(all);
    }
  }
}
