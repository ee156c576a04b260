package mien.engine.image;

/** Undoes the five row filters of PNG (third edition, section 9). */
final class PngFilter {

  private PngFilter() {}

  /**
   * Undoes a filter in place.
   *
   * @param above the row above, unfiltered; zeros above the first
   * @return false where there is no such filter
   */
  static boolean undo(int filter, byte[] row, byte[] above, int bitsPerPixel) {
    int step = Math.max(1, bitsPerPixel / 8);
    switch (filter) {
      case 0 -> {}
      case 1 -> {
        for (int i = step; i < row.length; i++) {
          row[i] += row[i - step];
        }
      }
      case 2 -> {
        for (int i = 0; i < row.length; i++) {
          row[i] += above[i];
        }
      }
      case 3 -> average(row, above, step);
      case 4 -> paeth(row, above, step);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void average(byte[] row, byte[] above, int step) {
    int first = Math.min(step, row.length);
    for (int i = 0; i < first; i++) {
      row[i] += (byte) ((above[i] & 0xff) >> 1);
    }
    for (int i = step; i < row.length; i++) {
      row[i] += (byte) ((row[i - step] & 0xff) + (above[i] & 0xff) >> 1);
    }
  }

  private static void paeth(byte[] row, byte[] above, int step) {
    int first = Math.min(step, row.length);
    for (int i = 0; i < first; i++) {
      row[i] += above[i];
    }
    for (int i = step; i < row.length; i++) {
      int a = row[i - step] & 0xff;
      int b = above[i] & 0xff;
      int c = above[i - step] & 0xff;
      int pa = Math.abs(b - c);
      int pb = Math.abs(a - c);
      int pc = Math.abs(a + b - 2 * c);
      row[i] += (byte) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
    }
  }
}
