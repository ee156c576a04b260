package mien.engine.image;

import java.nio.FloatBuffer;
import java.util.Arrays;
import mien.core.face.Point;

/**
 * A photo fitted into a network's input: resized to keep its aspect, placed top left, black to the
 * right and below.
 *
 * <p>This type is the one home of the mapping between network pixels and displayed pixels. The
 * picture is interpolated aligned at half pixels, but coordinates are only multiplied: {@code
 * displayed = network * displayedSize / scaledSize}. InsightFace does the same ({@code det_scale}
 * in {@code scrfd.py}), and the networks were trained on coordinates that were multiplied, so the
 * half pixel must not be added here. One deviation: the reference divides both axes by the scale of
 * the height, although sizes are cut to whole pixels; we divide each axis by its own scale, which
 * is up to one network pixel more exact at the far edge.
 *
 * @param scaledWidth columns of the input that the photo fills
 * @param scaledHeight rows of the input that the photo fills
 * @param inputWidth columns of the input
 * @param inputHeight rows of the input
 * @param displayedWidth columns of the photo as displayed
 * @param displayedHeight rows of the photo as displayed
 */
public record Letterbox(
    int scaledWidth,
    int scaledHeight,
    int inputWidth,
    int inputHeight,
    int displayedWidth,
    int displayedHeight) {

  /** Refuses what does not fit. */
  public Letterbox {
    if (scaledWidth < 1
        || scaledHeight < 1
        || scaledWidth > inputWidth
        || scaledHeight > inputHeight
        || displayedWidth < 1
        || displayedHeight < 1) {
      throw new IllegalArgumentException(
          "a photo must fit its input, but "
              + scaledWidth
              + " x "
              + scaledHeight
              + " into "
              + inputWidth
              + " x "
              + inputHeight);
    }
  }

  /**
   * Fits a photo into an input of a given size, enlarging it where it is smaller; sizes are cut to
   * whole pixels as the reference does.
   *
   * @param inputWidth columns of the input, at least 1
   * @param inputHeight rows of the input, at least 1
   */
  public static Letterbox fit(Photo photo, int inputWidth, int inputHeight) {
    int w = photo.displayedWidth();
    int h = photo.displayedHeight();
    double ratio = (double) h / w;
    int scaledWidth;
    int scaledHeight;
    if (ratio > (double) inputHeight / inputWidth) {
      scaledHeight = inputHeight;
      scaledWidth = Math.clamp((int) (inputHeight / ratio), 1, inputWidth);
    } else {
      scaledWidth = inputWidth;
      scaledHeight = Math.clamp((int) (inputWidth * ratio), 1, inputHeight);
    }
    return new Letterbox(scaledWidth, scaledHeight, inputWidth, inputHeight, w, h);
  }

  /**
   * Fits a photo into the smallest input whose sides are multiples of {@code divisor}, so that its
   * longer side is at most {@code side}; never enlarges the pixels held.
   *
   * @param side the most that the longer side of the input may have, a multiple of the divisor
   * @param divisor what both sides of the input must be a multiple of
   */
  public static Letterbox snug(Photo photo, int side, int divisor) {
    int w = photo.width();
    int h = photo.height();
    if (Math.max(w, h) > side) {
      Letterbox square = fit(photo, side, side);
      w = square.scaledWidth;
      h = square.scaledHeight;
    }
    return new Letterbox(
        w,
        h,
        Math.ceilDiv(w, divisor) * divisor,
        Math.ceilDiv(h, divisor) * divisor,
        photo.displayedWidth(),
        photo.displayedHeight());
  }

  /**
   * Fits a photo into the top left corner of an input that is larger than wanted.
   *
   * @param side of the square in the corner that the photo is fitted into
   * @param inputWidth columns of the input, at least {@code side}
   * @param inputHeight rows of the input, at least {@code side}
   */
  public static Letterbox corner(Photo photo, int side, int inputWidth, int inputHeight) {
    Letterbox square = fit(photo, side, side);
    return new Letterbox(
        square.scaledWidth,
        square.scaledHeight,
        inputWidth,
        inputHeight,
        square.displayedWidth,
        square.displayedHeight);
  }

  /** Network pixels per displayed pixel, by the width. */
  public double scale() {
    return (double) scaledWidth / displayedWidth;
  }

  /** A point of the network's input in displayed pixels of the photo. */
  public Point toDisplayed(double x, double y) {
    return new Point(x * displayedWidth / scaledWidth, y * displayedHeight / scaledHeight);
  }

  /**
   * Resizes, pads and normalizes in one pass: the same numbers as {@link Normalization#write} of
   * the padded {@link Resize#bilinear}.
   *
   * @param photo the photo that this was made for
   * @param into room for {@code 3 * inputWidth * inputHeight} floats at its position, which moves
   *     behind them
   */
  public void write(Photo photo, Normalization normalization, FloatBuffer into) {
    int start = into.position();
    if (scaledWidth == photo.width() && scaledHeight == photo.height()) {
      copy(photo, normalization, into);
    } else {
      resize(photo, normalization, into);
    }
    float[] row = new float[inputWidth];
    for (int c = 0; c < 3; c++) {
      Arrays.fill(row, black(normalization, c));
      for (int y = scaledHeight; y < inputHeight; y++) {
        into.put(at(start, c, y), row);
      }
    }
    into.position(start + 3 * inputWidth * inputHeight);
  }

  private void resize(Photo photo, Normalization normalization, FloatBuffer into) {
    BilinearRows rows = new BilinearRows(photo, PixelRegion.of(photo), scaledWidth, scaledHeight);
    float[] row = new float[inputWidth];
    for (int y = 0; y < scaledHeight; y++) {
      rows.seek(y);
      for (int c = 0; c < 3; c++) {
        rows.normalized(
            normalization.sample(c), normalization.mean(c), normalization.divisor(), row);
        Arrays.fill(row, scaledWidth, inputWidth, black(normalization, c));
        into.put(at(into.position(), c, y), row);
      }
    }
  }

  private void copy(Photo photo, Normalization normalization, FloatBuffer into) {
    Normalization.Rows rows = normalization.new Rows(photo.rgb(), inputWidth);
    for (int c = 0; c < 3; c++) {
      Arrays.fill(rows.plane(c), black(normalization, c));
    }
    for (int y = 0; y < scaledHeight; y++) {
      rows.read(y * scaledWidth, scaledWidth);
      for (int c = 0; c < 3; c++) {
        into.put(at(into.position(), c, y), rows.plane(c));
      }
    }
  }

  /** Index in the buffer of the first value of row {@code y} of plane {@code c}. */
  private int at(int start, int c, int y) {
    return start + (c * inputHeight + y) * inputWidth;
  }

  private static float black(Normalization normalization, int plane) {
    return (0 - normalization.mean(plane)) / normalization.divisor();
  }
}
