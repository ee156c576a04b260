package mien.core.photo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The picture that a JPEG announces: its components and how their blocks of 8 x 8 lie in it (ITU-T
 * T.81, A.1 and B.2.2).
 *
 * @param progressive whether coefficients come in several scans
 * @param huffman false for arithmetic coding
 * @param unitsAcross units (MCUs) of a scan of several components, in a row
 * @param unitsDown rows of such units
 */
record JpegFrame(
    boolean progressive,
    boolean huffman,
    int unitsAcross,
    int unitsDown,
    List<Component> components) {

  /** A word a block must be held of a progressive picture: for this many pixels 100 MB. */
  private static final long MOST_PROGRESSIVE_PIXELS = 270_000_000;

  /** Copies. */
  JpegFrame {
    components = List.copyOf(components);
  }

  /** A component and what is known of its coefficients so far. For one thread. */
  static final class Component {
    final int id;
    final int across;
    final int down;

    /** Blocks that a scan of this component alone has. */
    final int blocksWide;

    final int blocksHigh;

    /** Blocks in a row of whole units. */
    final int stride;

    /** A bit a coefficient that is not 0, a word a block; only progressive pictures need it. */
    final long[] filled;

    /** The lowest bit of each coefficient that has come, -1 where nothing has. */
    final int[] lowestBit = new int[64];

    private Component(int id, int across, int down, int width, int height, int[] units, boolean p) {
      this.id = id;
      this.across = across;
      this.down = down;
      this.blocksWide = width;
      this.blocksHigh = height;
      this.stride = units[0] * across;
      this.filled = new long[p ? stride * units[1] * down : 0];
      Arrays.fill(lowestBit, -1);
    }

    boolean begun() {
      return lowestBit[0] >= 0;
    }

    boolean refined() {
      return Arrays.stream(lowestBit).allMatch(bit -> bit == 0);
    }
  }

  /** Blocks of all components: at most so many are read in one scan. */
  long blocks() {
    return components.stream().mapToLong(c -> (long) c.stride * unitsDown * c.down).sum();
  }

  static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Reads a frame header; empty where it is one that no decoder of ours takes. */
  static Optional<JpegFrame> read(byte[] file, JpegSegments.Segment segment) {
    int process = segment.marker() & 0x0F;
    int body = segment.body();
    if (segment.size() < 6 || process % 4 == 3 || process >= 5 && process <= 7 || process > 10) {
      return Optional.empty();
    }
    int count = file[body + 5] & 0xff;
    int height = u16(file, body + 1);
    int width = u16(file, body + 3);
    if (segment.size() < 6 + 3 * count || count < 1 || count > 4 || width * height == 0) {
      return Optional.empty();
    }
    int[] across = factors(file, body + 7, count, 4);
    int[] down = factors(file, body + 7, count, 0);
    int widest = Arrays.stream(across).max().orElse(1);
    int tallest = Arrays.stream(down).max().orElse(1);
    boolean progressive = process == 2 || process == 10;
    if (Arrays.stream(across).min().orElse(0) < 1
        || Arrays.stream(down).min().orElse(0) < 1
        || progressive && (long) width * height > MOST_PROGRESSIVE_PIXELS) {
      return Optional.empty();
    }
    int[] units = {Math.ceilDiv(width, 8 * widest), Math.ceilDiv(height, 8 * tallest)};
    List<Component> components =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Component(
                        file[body + 6 + 3 * i] & 0xff,
                        across[i],
                        down[i],
                        Math.ceilDiv(Math.ceilDiv(width * across[i], widest), 8),
                        Math.ceilDiv(Math.ceilDiv(height * down[i], tallest), 8),
                        units,
                        progressive))
            .toList();
    return Optional.of(new JpegFrame(progressive, process < 8, units[0], units[1], components));
  }

  /** Sampling factors: four bits each of a byte in three. */
  private static int[] factors(byte[] file, int at, int count, int shift) {
    return IntStream.range(0, count).map(i -> file[at + 3 * i] >> shift & 0x0F).toArray();
  }

  static int u16(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
  }
}
