package mien.engine.align;

import java.util.Arrays;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.core.geometry.SimilarityTransform;
import mien.engine.image.Photo;

/**
 * One head seen from the front: where each pixel of the square lies in the photo, and how well the
 * camera saw it.
 */
final class FrontalView {

  /**
   * Cosines between which a surface that turns away fades from seen to unseen (89 and 78 degrees).
   */
  private static final double GRAZING = 0.02;

  private static final double SEEN = 0.2;

  /** How far, in pixels of the 112 square, something must be behind another thing to be hidden. */
  private static final double BEHIND = 6;

  private final int size;
  private final double[] x;
  private final double[] y;
  private final double[] seen;
  private final boolean[] face;

  private FrontalView(int size) {
    this.size = size;
    this.x = new double[size * size];
    this.y = new double[size * size];
    this.seen = new double[size * size];
    this.face = new boolean[size * size];
  }

  /**
   * Looks at a surface from where the camera stood.
   *
   * @param surface the head, frontal, in pixels of the square
   * @param toPhoto takes the square's space to displayed pixels with depth
   */
  static FrontalView of(HeadSurface surface, Similarity3 toPhoto, int size) {
    FrontalView view = new FrontalView(size);
    double[] z = new double[size * size];
    for (int v = 0; v < size; v++) {
      for (int u = 0; u < size; u++) {
        int at = v * size + u;
        Point3 p = toPhoto.apply(new Point3(u, v, surface.depth(u, v)));
        view.x[at] = p.x();
        view.y[at] = p.y();
        z[at] = p.z();
        double sx = surface.slopeX(u, v);
        double sy = surface.slopeY(u, v);
        double towards =
            (toPhoto.rotation(2, 2) - toPhoto.rotation(2, 0) * sx - toPhoto.rotation(2, 1) * sy)
                / Math.sqrt(1 + sx * sx + sy * sy);
        view.seen[at] = fade((towards - GRAZING) / (SEEN - GRAZING));
        view.face[at] = surface.onFace(u, v);
      }
    }
    view.hide(z, 2 * toPhoto.scale());
    view.soften();
    return view;
  }

  private static double fade(double t) {
    double c = Math.clamp(t, 0.0, 1.0);
    return c * c * (3 - 2 * c);
  }

  /** Marks what stands behind something nearer, by a depth buffer with cells of two pixels. */
  private void hide(double[] z, double cell) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    int columns = (int) ((right - left) / cell) + 1;
    int rows = (int) ((bottom - top) / cell) + 1;
    double[] nearest = new double[columns * rows];
    Arrays.fill(nearest, Double.NEGATIVE_INFINITY);
    int[] bin = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bin[i] = ((int) ((y[i] - top) / cell)) * columns + (int) ((x[i] - left) / cell);
      nearest[bin[i]] = Math.max(nearest[bin[i]], z[i]);
    }
    double behind = BEHIND * size / 112.0 * cell / 2;
    for (int i = 0; i < x.length; i++) {
      if (z[i] < nearest[bin[i]] - behind) {
        seen[i] = 0;
      }
    }
  }

  /** A 5 x 5 mean, never above what it was: seams fade on the seen side. */
  private void soften() {
    double[] before = seen.clone();
    for (int v = 0; v < size; v++) {
      for (int u = 0; u < size; u++) {
        double sum = 0;
        for (int dv = -2; dv <= 2; dv++) {
          for (int du = -2; du <= 2; du++) {
            int row = Math.clamp(v + dv, 0, size - 1);
            sum += before[row * size + Math.clamp(u + du, 0, size - 1)];
          }
        }
        seen[v * size + u] = Math.min(before[v * size + u], sum / 25);
      }
    }
  }

  /**
   * Renders the square. What the camera saw less well than its mirror image is filled from there.
   *
   * @param axis column about which a face is symmetric
   * @param fill whether to fill at all
   */
  AlignedFace render(Photo photo, double axis, boolean fill) {
    double[] colors = sample(photo);
    byte[] rgb = new byte[size * size * 3];
    double invented = 0;
    int area = 0;
    for (int v = 0; v < size; v++) {
      for (int u = 0; u < size; u++) {
        int at = v * size + u;
        double mirrored = Math.clamp(2 * axis - u, 0.0, size - 1.0);
        int m = v * size + (int) Math.min(mirrored, size - 2.0);
        double f = mirrored - (int) Math.min(mirrored, size - 2.0);
        double seenThere = seen[m] * (1 - f) + seen[m + 1] * f;
        double own = fill && face[at] ? 1 - Math.max(0, seenThere - seen[at]) : 1;
        for (int c = 0; c < 3; c++) {
          double there = colors[m * 3 + c] * (1 - f) + colors[(m + 1) * 3 + c] * f;
          rgb[at * 3 + c] = (byte) Math.round(own * colors[at * 3 + c] + (1 - own) * there);
        }
        if (face[at]) {
          invented += 1 - own;
          area++;
        }
      }
    }
    double share = area == 0 ? 0 : Math.clamp(invented / area, 0.0, 1.0);
    return new AlignedFace(Photo.ofRgb(size, size, rgb), AlignedFace.Method.FRONTAL, share);
  }

  /** Bilinear, black outside the photo. */
  private double[] sample(Photo photo) {
    SimilarityTransform toHeld = photo.toHeld();
    double[] colors = new double[x.length * 3];
    for (int i = 0; i < x.length; i++) {
      Point p = toHeld.apply(new Point(x[i], y[i]));
      int x0 = (int) Math.floor(p.x());
      int y0 = (int) Math.floor(p.y());
      double fx = p.x() - x0;
      double fy = p.y() - y0;
      add(photo, x0, y0, (1 - fx) * (1 - fy), colors, i * 3);
      add(photo, x0 + 1, y0, fx * (1 - fy), colors, i * 3);
      add(photo, x0, y0 + 1, (1 - fx) * fy, colors, i * 3);
      add(photo, x0 + 1, y0 + 1, fx * fy, colors, i * 3);
    }
    return colors;
  }

  private static void add(Photo photo, int x, int y, double weight, double[] to, int at) {
    if (x >= 0 && y >= 0 && x < photo.width() && y < photo.height()) {
      to[at] += weight * photo.red(x, y);
      to[at + 1] += weight * photo.green(x, y);
      to[at + 2] += weight * photo.blue(x, y);
    }
  }
}
