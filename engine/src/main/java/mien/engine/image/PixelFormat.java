package mien.engine.image;

/** How the samples of a raw camera frame lie in memory; rows from the top, no padding. */
public enum PixelFormat {
  /** Red, green, blue: 3 bytes a pixel. */
  RGB,
  /** One byte a pixel. */
  GRAY,
  /** 4:2:2 packed: Y0 U Y1 V, 2 bytes a pixel; the width is even. */
  YUYV,
  /**
   * 4:2:0: all Y, then rows of V and U in turn, each as long as a row of Y. An odd last row or
   * column shares the color of its neighbor: there are {@code floor(height / 2)} chroma rows.
   */
  NV21,
  /** Sixteen bits a pixel, low byte first, the value right-aligned: infrared and depth cameras. */
  Y16;

  /** The bytes that a frame needs at least. */
  public long bytes(int width, int height) {
    long pixels = (long) width * height;
    return switch (this) {
      case RGB -> 3 * pixels;
      case GRAY -> pixels;
      case YUYV, Y16 -> 2 * pixels;
      case NV21 -> pixels + (long) width * (height / 2);
    };
  }
}
