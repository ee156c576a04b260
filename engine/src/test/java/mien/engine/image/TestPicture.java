package mien.engine.image;

import java.awt.image.BufferedImage;

/** Pictures computed from a formula: smooth shapes, an edge, and colors that differ by corner. */
final class TestPicture {

  private TestPicture() {}

  /** RGB bytes; no two corners look alike, so that a wrong turn or mirror shows. */
  static byte[] rgb(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    int o = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (x + 0.5) / width;
        double v = (y + 0.5) / height;
        rgb[o++] = level(255 * u);
        rgb[o++] = level(255 * v);
        rgb[o++] = level(90 + 60 * Math.sin(9 * u) * Math.cos(7 * v) + (u > 0.6 ? 60 : 0));
      }
    }
    return rgb;
  }

  private static byte level(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  static BufferedImage image(int width, int height, int type) {
    return image(width, height, rgb(width, height), type);
  }

  static BufferedImage image(int width, int height, byte[] rgb, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = (y * width + x) * 3;
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          // Java would take the sample for linear light and change it.
          image.getRaster().setSample(x, y, 0, rgb[i + 1] & 0xff);
        } else {
          int argb =
              0xff000000 | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff;
          image.setRGB(x, y, argb);
        }
      }
    }
    return image;
  }

  /** The greatest difference of two pictures of one size, in gray levels. */
  static int greatestDifference(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new AssertionError("sizes differ: " + a.length + " and " + b.length);
    }
    int greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
    }
    return greatest;
  }

  /** The mean difference of two pictures of one size, in gray levels. */
  static double meanDifference(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new AssertionError("sizes differ: " + a.length + " and " + b.length);
    }
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
    }
    return (double) sum / a.length;
  }
}
