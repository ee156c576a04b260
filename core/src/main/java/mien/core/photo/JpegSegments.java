package mien.core.photo;

import java.util.ArrayList;
import java.util.List;

/**
 * The markers of a JPEG (ITU-T T.81, annex B), walked as libjpeg walks them: bytes between segments
 * are skipped, and a marker inside entropy-coded data ends them unless it is a restart. Reading
 * ends at EOI, or where the file does.
 *
 * @param list the segments in order, without SOI and EOI
 * @param ended true if EOI was reached
 */
record JpegSegments(List<Segment> list, boolean ended) {

  static final int SOS = 0xDA;
  private static final int EOI = 0xD9;

  /** Checks and copies. */
  JpegSegments {
    list = List.copyOf(list);
  }

  /**
   * One segment.
   *
   * @param marker the second byte of its marker
   * @param body where its parameters begin, behind the length
   * @param end one behind its parameters
   * @param dataEnd one behind the entropy-coded data that follow; {@code end} where none do
   */
  record Segment(int marker, int body, int end, int dataEnd) {

    /** Bytes of parameters. */
    int size() {
      return end - body;
    }
  }

  static boolean isJpeg(byte[] file) {
    return file.length > 3
        && file[0] == (byte) 0xFF
        && file[1] == (byte) 0xD8
        && file[2] == (byte) 0xFF;
  }

  /** Walks a file that begins with SOI at {@code start}. */
  static JpegSegments of(byte[] file, int start, int length) {
    List<Segment> found = new ArrayList<>();
    int limit = start + length;
    int at = start + 2;
    while (true) {
      while (at < limit && file[at] != (byte) 0xFF) {
        at++;
      }
      while (at < limit && file[at] == (byte) 0xFF) {
        at++;
      }
      if (at >= limit) {
        return new JpegSegments(found, false);
      }
      int marker = file[at++] & 0xff;
      if (marker == EOI) {
        return new JpegSegments(found, true);
      }
      if (marker <= 1 || marker >= 0xD0 && marker <= 0xD8) {
        continue;
      }
      if (at + 2 > limit) {
        return new JpegSegments(found, false);
      }
      int size = Math.max(2, (file[at] & 0xff) << 8 | file[at + 1] & 0xff);
      int end = Math.min(limit, at + size);
      int dataEnd = marker == SOS ? dataEnd(file, end, limit) : end;
      found.add(new Segment(marker, at + 2, Math.max(end, at + 2), dataEnd));
      at = dataEnd;
    }
  }

  /** Where the next marker stands that is neither a stuffed byte nor a restart. */
  private static int dataEnd(byte[] file, int from, int limit) {
    for (int at = from; at + 1 < limit; at++) {
      if (file[at] == (byte) 0xFF) {
        int next = file[at + 1] & 0xff;
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          return at;
        }
      }
    }
    return limit;
  }
}
