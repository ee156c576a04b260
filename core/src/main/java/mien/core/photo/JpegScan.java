package mien.core.photo;

import mien.core.photo.JpegFrame.Component;

/**
 * One scan of a Huffman-coded JPEG, read only to see whether its data last for all of its blocks:
 * no coefficient is kept but which ones are not 0, which a refinement of a progressive picture asks
 * for (ITU-T T.81, F.2 and G.1; libjpeg's {@code jdhuff.c} and {@code jdphuff.c}). For one thread.
 */
final class JpegScan {

  private final JpegFrame frame;
  private final Component[] components;
  private final HuffmanTable[] dc;
  private final HuffmanTable[] ac;
  private final int first;
  private final int last;
  private final boolean refines;
  private final int lowestBit;
  private final JpegBits bits;
  private int endOfBand;
  private int row;

  /** The state of a scan before its first block. */
  JpegScan(JpegFrame frame, JpegScanHeader header, JpegBits bits) {
    this.frame = frame;
    this.components = header.components().toArray(Component[]::new);
    this.dc = header.dc().toArray(HuffmanTable[]::new);
    this.ac = header.ac().toArray(HuffmanTable[]::new);
    this.first = frame.progressive() ? header.first() : 0;
    this.last = frame.progressive() ? header.last() : 63;
    this.refines = frame.progressive() && header.refines();
    this.lowestBit = frame.progressive() ? header.lowestBit() : 0;
    this.bits = bits;
  }

  /**
   * Reads all blocks.
   *
   * @param restartInterval units between two restart markers, 0 without
   * @return false where the data end early or cannot be what an encoder wrote
   */
  boolean read(int restartInterval) {
    boolean alone = components.length == 1;
    int across = alone ? components[0].blocksWide : frame.unitsAcross();
    int down = alone ? components[0].blocksHigh : frame.unitsDown();
    int units = 0;
    int restarts = 0;
    for (int y = 0; y < down; y++) {
      row = y;
      for (int x = 0; x < across; x++, units++) {
        if (restartInterval > 0 && units == restartInterval) {
          if (!bits.restart(restarts++ & 7)) {
            return false;
          }
          units = 0;
          endOfBand = 0;
        }
        boolean whole = alone ? block(0, y * components[0].stride + x) : unit(x, y);
        if (!whole || bits.starved()) {
          return false;
        }
      }
    }
    for (Component component : components) {
      for (int k = first; k <= last; k++) {
        component.lowestBit[k] = lowestBit;
      }
    }
    return true;
  }

  /**
   * After a {@link #read} that failed: what it says of the picture, if no other scan had these
   * rows.
   */
  PhotoIntegrity lack() {
    int rows = components.length == 1 ? components[0].blocksHigh : frame.unitsDown();
    return bits.starved() ? PhotoIntegrity.cutAt(row, rows) : new PhotoIntegrity.Damaged();
  }

  /** Whole bytes behind what was read. */
  int left() {
    return bits.left();
  }

  private boolean unit(int x, int y) {
    for (int c = 0; c < components.length; c++) {
      Component component = components[c];
      for (int v = 0; v < component.down; v++) {
        for (int h = 0; h < component.across; h++) {
          int at = (y * component.down + v) * component.stride + x * component.across + h;
          if (!block(c, at)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean block(int c, int at) {
    if (!frame.progressive()) {
      return difference(dc[c]) && rest(ac[c]);
    }
    if (first == 0) {
      if (refines) {
        bits.skip(1);
        return true;
      }
      return difference(dc[c]);
    }
    return refines ? refined(components[c], at, ac[c]) : band(components[c], at, ac[c]);
  }

  private boolean difference(HuffmanTable table) {
    int size = table.decode(bits);
    if (size < 0 || size > 16) {
      return false;
    }
    bits.skip(size);
    return true;
  }

  private boolean rest(HuffmanTable table) {
    for (int k = 1; k <= 63; k++) {
      int symbol = table.decode(bits);
      if (symbol < 0) {
        return false;
      }
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run != 15) {
        return true;
      }
      k += run;
      bits.skip(size);
    }
    return true;
  }

  private boolean band(Component component, int at, HuffmanTable table) {
    if (endOfBand > 0) {
      endOfBand--;
      return true;
    }
    for (int k = first; k <= last; k++) {
      int symbol = table.decode(bits);
      if (symbol < 0) {
        return false;
      }
      int run = symbol >> 4;
      int size = symbol & 15;
      if (size == 0 && run != 15) {
        endOfBand = bands(run) - 1;
        return true;
      }
      k += run;
      if (size > 0 && k < 64) {
        bits.skip(size);
        component.filled[at] |= 1L << k;
      }
    }
    return true;
  }

  private boolean refined(Component component, int at, HuffmanTable table) {
    int k = first;
    if (endOfBand == 0) {
      for (; k <= last; k++) {
        int symbol = table.decode(bits);
        if (symbol < 0 || (symbol & 15) > 1) {
          return false;
        }
        int run = symbol >> 4;
        boolean fills = (symbol & 15) == 1;
        if (fills) {
          bits.skip(1);
        } else if (run != 15) {
          endOfBand = bands(run);
          break;
        }
        k = afterZeros(component, at, k, run);
        if (fills && k < 64) {
          component.filled[at] |= 1L << k;
        }
      }
    }
    if (endOfBand > 0) {
      if (k <= last) {
        skip(Long.bitCount(component.filled[at] & -1L << k & -1L >>> 63 - last));
      }
      endOfBand--;
    }
    return true;
  }

  /** Steps over {@code run} coefficients of 0 and takes a bit for each of the others. */
  private int afterZeros(Component component, int at, int from, int run) {
    int zeros = run;
    int k = from;
    for (; k <= last; k++) {
      if ((component.filled[at] >>> k & 1) == 1) {
        bits.skip(1);
      } else if (--zeros < 0) {
        break;
      }
    }
    return k;
  }

  private void skip(int count) {
    for (int left = count; left > 0; left -= 16) {
      bits.skip(Math.min(16, left));
    }
  }

  private int bands(int run) {
    return run == 0 ? 1 : (1 << run) + bits.take(run);
  }
}
