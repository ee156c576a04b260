package mien.core.photo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.photo.JpegFrame.Component;
import mien.core.photo.JpegSegments.Segment;

/**
 * Whether a JPEG's data last for every block of its picture.
 *
 * <p>Decoders show a file that was cut off: they invent what is missing, mostly as gray. To know
 * that this happened, all entropy-coded data are read here as a decoder reads them, and no pixel is
 * made. Incomplete is: data that end before their last block, a code that no table has, a restart
 * marker that is missing or out of turn, a component or (where EOI is missing, too) a bit of a
 * progressive picture that never came. Complete, although decoders warn of it, is: bytes too many
 * before a marker or after EOI, and a missing EOI behind the last block.
 *
 * <p>Arithmetic coding, tables that the file leaves out, and files that ask for more work than
 * {@value #MOST_BLOCKS} blocks of 8 x 8, all scans together, are not read: such a file is complete
 * if it reaches EOI. Pure; takes about as long as decoding; for any thread.
 */
public final class JpegCompleteness {

  /** More bytes than this behind the last block of a file without EOI: it was filled up. */
  private static final int MOST_LEFT_OVER = 8;

  /** A picture of 200 megapixels with all of its colors in ten scans has about half as many. */
  private static final long MOST_BLOCKS = 200_000_000;

  private final byte[] file;
  private final Map<Integer, HuffmanTable> tables = new HashMap<>();
  private Optional<JpegFrame> frame = Optional.empty();
  private int restartInterval;
  private int leftOver;
  private long blocks;

  private JpegCompleteness(byte[] file) {
    this.file = file;
  }

  /** Whether a file is whole; see {@link #of}. */
  public static boolean isComplete(byte[] file) {
    return !of(file, 0, file.length).incomplete();
  }

  /**
   * How much of its picture a JPEG has data for. How many rows are missing is known where the first
   * scan ends early: a later one of a progressive picture adds detail to rows that are there.
   *
   * @param file holds it
   * @param start where its SOI stands
   * @param length bytes to read at most
   * @return damaged also where there is no picture at all
   */
  public static PhotoIntegrity of(byte[] file, int start, int length) {
    return new JpegCompleteness(file).read(JpegSegments.of(file, start, length));
  }

  /** Whether a JPEG reaches its end marker: quick, and true for nearly every whole file. */
  public static boolean hasEnd(byte[] file, int start, int length) {
    int end = start + length;
    return length > 1 && file[end - 2] == (byte) 0xFF && file[end - 1] == (byte) 0xD9
        || JpegSegments.of(file, start, length).ended();
  }

  private PhotoIntegrity read(JpegSegments segments) {
    int scans = 0;
    for (Segment segment : segments.list()) {
      int marker = segment.marker();
      if (JpegFrame.isFrame(marker) && frame.isEmpty()) {
        frame = JpegFrame.read(file, segment);
        if (frame.isEmpty()) {
          return PhotoIntegrity.of(segments.ended());
        }
      } else if (marker == 0xC4) {
        tables(segment);
      } else if (marker == 0xDD && segment.size() >= 2) {
        restartInterval = JpegFrame.u16(file, segment.body());
      } else if (marker == JpegSegments.SOS) {
        Optional<JpegScan> scan = scan(segment);
        if (scan.isEmpty()) {
          return PhotoIntegrity.of(segments.ended());
        }
        if (!scan.get().read(restartInterval)) {
          return scans == 0 ? scan.get().lack() : new PhotoIntegrity.Damaged();
        }
        leftOver = scan.get().left();
        scans++;
      }
    }
    return PhotoIntegrity.of(scans > 0 && whole(segments.ended()));
  }

  private boolean whole(boolean ended) {
    List<Component> components = frame.orElseThrow().components();
    if (ended) {
      return components.stream().allMatch(Component::begun);
    }
    return leftOver <= MOST_LEFT_OVER && components.stream().allMatch(Component::refined);
  }

  private void tables(Segment segment) {
    int at = segment.body();
    while (at < segment.end()) {
      int which = file[at] & 0x1F;
      Optional<HuffmanTable> table = HuffmanTable.read(file, at + 1, segment.end());
      if (table.isEmpty()) {
        tables.remove(which);
        return;
      }
      tables.put(which, table.get());
      at += 1 + table.get().size();
    }
  }

  /** Ready to be read; empty where this class cannot. */
  private Optional<JpegScan> scan(Segment segment) {
    if (frame.isEmpty() || !frame.get().huffman()) {
      return Optional.empty();
    }
    Optional<JpegScanHeader> header = header(segment);
    blocks += frame.get().blocks();
    if (header.isEmpty() || blocks > MOST_BLOCKS) {
      return Optional.empty();
    }
    JpegBits bits = new JpegBits(file, segment.end(), segment.dataEnd());
    return Optional.of(new JpegScan(frame.get(), header.get(), bits));
  }

  /** Empty where the header, or a table that it names, cannot be. */
  private Optional<JpegScanHeader> header(Segment segment) {
    JpegFrame picture = frame.orElseThrow();
    int body = segment.body();
    int count = segment.size() < 1 ? 0 : file[body] & 0xff;
    if (count < 1 || count > 4 || segment.size() < 4 + 2 * count) {
      return Optional.empty();
    }
    int at = body + 1 + 2 * count;
    int first = file[at] & 0xff;
    int last = file[at + 1] & 0xff;
    boolean refines = (file[at + 2] & 0xf0) != 0;
    boolean possible = first <= last && last <= 63 && (first == 0 ? last == 0 : count == 1);
    if (picture.progressive() && !possible) {
      return Optional.empty();
    }
    List<Component> components = new ArrayList<>();
    List<HuffmanTable> dc = new ArrayList<>();
    List<HuffmanTable> ac = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = file[body + 1 + 2 * i] & 0xff;
      int selectors = file[body + 2 + 2 * i] & 0xff;
      Optional<Component> component =
          picture.components().stream().filter(c -> c.id == id).findFirst();
      boolean needsDc = !picture.progressive() || first == 0 && !refines;
      boolean needsAc = !picture.progressive() || first > 0;
      Optional<HuffmanTable> forDc = table(needsDc, selectors >> 4 & 3);
      Optional<HuffmanTable> forAc = table(needsAc, 0x10 | selectors & 3);
      if (component.isEmpty() || forDc.isEmpty() || forAc.isEmpty()) {
        return Optional.empty();
      }
      components.add(component.get());
      dc.add(forDc.get());
      ac.add(forAc.get());
    }
    return Optional.of(
        new JpegScanHeader(components, dc, ac, first, last, refines, file[at + 2] & 0x0f));
  }

  private Optional<HuffmanTable> table(boolean needed, int which) {
    return needed ? Optional.ofNullable(tables.get(which)) : Optional.of(HuffmanTable.NONE);
  }
}
