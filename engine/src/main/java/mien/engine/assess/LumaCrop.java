package mien.engine.assess;

import mien.core.face.Box;
import mien.engine.image.Photo;

/**
 * A region of a photo as Rec. 601 luma, averaged down to a bounded size and never enlarged, so that
 * it costs the same for a face of 200 pixels and of 2,000. Pixels that would fall under half an
 * output pixel are skipped, not averaged.
 *
 * @param values rows from the top, 0 to 255
 * @param width columns
 * @param height rows
 */
@SuppressWarnings("ArrayRecordComponent") // small, short-lived, never compared
record LumaCrop(float[] values, int width, int height) {

  /**
   * Cuts out a region.
   *
   * @param held in held pixels; what lies outside the photo is left out
   * @param longest side of the result at most, in pixels
   */
  static LumaCrop of(Photo photo, Box held, int longest) {
    int left = Math.clamp((int) held.x1(), 0, photo.width() - 1);
    int top = Math.clamp((int) held.y1(), 0, photo.height() - 1);
    int right = Math.clamp((int) Math.ceil(held.x2()), left + 1, photo.width());
    int bottom = Math.clamp((int) Math.ceil(held.y2()), top + 1, photo.height());
    double step = Math.max(1, (double) Math.max(right - left, bottom - top) / longest);
    int stride = Math.max(1, (int) (step / 2));
    int columns = (right - left + stride - 1) / stride;
    int rows = (bottom - top + stride - 1) / stride;
    int width = Math.clamp(Math.round((right - left) / step), 1, columns);
    int height = Math.clamp(Math.round((bottom - top) / step), 1, rows);
    float[] out = new float[width * height];
    float[] line = new float[columns];
    float[] reduced = new float[width];
    double perRow = (double) rows / height;
    for (int row = 0; row < rows; row++) {
      luma(photo, left, top + row * stride, stride, line);
      reduce(line, reduced);
      double y = row / perRow;
      int first = (int) y;
      int last = Math.min((int) ((row + 1) / perRow), height - 1);
      double here = first == last ? 1 / perRow : last - y;
      add(out, first * width, reduced, here);
      if (last > first) {
        add(out, last * width, reduced, 1 / perRow - here);
      }
    }
    return new LumaCrop(out, width, height);
  }

  private static void luma(Photo photo, int left, int y, int stride, float[] line) {
    for (int i = 0; i < line.length; i++) {
      int x = left + i * stride;
      line[i] = 0.299f * photo.red(x, y) + 0.587f * photo.green(x, y) + 0.114f * photo.blue(x, y);
    }
  }

  /** Area average of {@code line} into fewer (or as many) values. */
  private static void reduce(float[] line, float[] into) {
    if (line.length == into.length) {
      System.arraycopy(line, 0, into, 0, line.length);
      return;
    }
    double per = (double) line.length / into.length;
    for (int i = 0; i < into.length; i++) {
      double from = i * per;
      double to = Math.min((i + 1) * per, line.length);
      int first = (int) from;
      int last = Math.min((int) to, line.length - 1);
      double sum = line[first] * (first + 1 - from) + line[last] * (to - last);
      for (int x = first + 1; x < last; x++) {
        sum += line[x];
      }
      into[i] = (float) (sum / (to - from));
    }
  }

  private static void add(float[] out, int at, float[] line, double weight) {
    float w = (float) weight;
    for (int i = 0; i < line.length; i++) {
      out[at + i] += line[i] * w;
    }
  }
}
