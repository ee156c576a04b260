package mien.core.photo;

import java.util.Arrays;
import java.util.Optional;

/** A Huffman table of a JPEG (ITU-T T.81, annex C and F.2.2.3). Immutable. */
final class HuffmanTable {

  /** Has no code: for scans that need no table. */
  static final HuffmanTable NONE = new HuffmanTable(new byte[0]);

  private static final int QUICK_BITS = 9;

  /** Length and symbol of the code that so many bits begin with; 0 where it is longer. */
  private final short[] quick = new short[1 << QUICK_BITS];

  /** The largest code of each length, -1 where there is none. */
  private final int[] largest = new int[17];

  /** What to add to a code of a length to find its symbol. */
  private final int[] offset = new int[17];

  private final byte[] symbols;

  private HuffmanTable(byte[] symbols) {
    this.symbols = symbols;
    Arrays.fill(largest, -1);
  }

  /**
   * Reads a table.
   *
   * @param at where its 16 counts stand
   * @param end one behind the segment
   * @return empty where the counts make no code, or the symbols do not fit
   */
  static Optional<HuffmanTable> read(byte[] file, int at, int end) {
    if (at + 16 > end) {
      return Optional.empty();
    }
    int total = 0;
    for (int i = 0; i < 16; i++) {
      total += file[at + i] & 0xff;
    }
    if (total > 256 || at + 16 + total > end) {
      return Optional.empty();
    }
    byte[] symbols = new byte[total];
    System.arraycopy(file, at + 16, symbols, 0, total);
    HuffmanTable table = new HuffmanTable(symbols);
    return table.assign(file, at) ? Optional.of(table) : Optional.empty();
  }

  private boolean assign(byte[] file, int counts) {
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= 16; length++) {
      int count = file[counts + length - 1] & 0xff;
      offset[length] = symbol - code;
      for (int i = 0; i < count; i++, code++, symbol++) {
        if (code >= 1 << length) {
          return false;
        }
        quicken(code, length, symbol);
      }
      largest[length] = count == 0 ? -1 : code - 1;
      code <<= 1;
    }
    return true;
  }

  private void quicken(int code, int length, int symbol) {
    if (length <= QUICK_BITS) {
      int spare = QUICK_BITS - length;
      short entry = (short) (length << 8 | symbols[symbol] & 0xff);
      for (int i = 0; i < 1 << spare; i++) {
        quick[code << spare | i] = entry;
      }
    }
  }

  /** Bytes that the table takes in its segment. */
  int size() {
    return 16 + symbols.length;
  }

  /** Takes one code; its symbol, or -1 where the bits are no code. */
  int decode(JpegBits bits) {
    int next = bits.peek(16);
    int entry = quick[next >> 16 - QUICK_BITS];
    if (entry != 0) {
      bits.skip(entry >> 8);
      return entry & 0xff;
    }
    for (int length = QUICK_BITS + 1; length <= 16; length++) {
      int code = next >> 16 - length;
      if (code <= largest[length]) {
        bits.skip(length);
        return symbols[offset[length] + code] & 0xff;
      }
    }
    return -1;
  }
}
