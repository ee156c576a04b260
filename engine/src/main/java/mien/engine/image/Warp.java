package mien.engine.image;

import mien.core.geometry.SimilarityTransform;

/**
 * Warps a region of a photo to a small picture: bilinear, black outside the photo, as OpenCV's
 * {@code warpAffine(INTER_LINEAR, BORDER_CONSTANT 0)}; golden vectors hold the two within 1 grey
 * level.
 */
public final class Warp {

  private Warp() {}

  /**
   * Warps by a similarity.
   *
   * @param photo where to sample
   * @param toOutput takes <em>held</em> pixels of the photo to pixels of the output
   * @param width columns of the output
   * @param height rows of the output
   */
  public static Photo similarity(Photo photo, SimilarityTransform toOutput, int width, int height) {
    SimilarityTransform back = toOutput.inverse();
    byte[] from = photo.rgb();
    int w = photo.width();
    int h = photo.height();
    byte[] to = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = back.a() * x - back.b() * y + back.tx();
        double v = back.b() * x + back.a() * y + back.ty();
        if (u <= -1 || v <= -1 || u >= w || v >= h) {
          continue;
        }
        int x0 = (int) Math.floor(u);
        int y0 = (int) Math.floor(v);
        double fx = u - x0;
        double fy = v - y0;
        for (int c = 0; c < 3; c++) {
          double top =
              sample(from, w, h, x0, y0, c) * (1 - fx) + sample(from, w, h, x0 + 1, y0, c) * fx;
          double bottom =
              sample(from, w, h, x0, y0 + 1, c) * (1 - fx)
                  + sample(from, w, h, x0 + 1, y0 + 1, c) * fx;
          to[(y * width + x) * 3 + c] = (byte) Math.round(top * (1 - fy) + bottom * fy);
        }
      }
    }
    return Photo.wrap(width, height, to);
  }

  private static int sample(byte[] rgb, int w, int h, int x, int y, int c) {
    return x < 0 || y < 0 || x >= w || y >= h ? 0 : rgb[(y * w + x) * 3 + c] & 0xff;
  }
}
