package mien.core.geometry;

import java.util.ArrayList;
import java.util.List;
import mien.core.face.Landmarks5;
import mien.core.face.Point;

/**
 * Where the five landmarks belong in an aligned face.
 *
 * <p>The ArcFace template: InsightFace, {@code python-package/insightface/utils/face_align.py}. The
 * 128 form is the 112 form, not enlarged, moved right by 8 pixels, as there; multiples of either
 * are scaled.
 *
 * @param size side of the aligned square in pixels
 * @param points the five points in the order of {@link Landmarks5}
 */
public record FaceTemplate(int size, List<Point> points) {

  private static final double[][] ARCFACE_112 = {
    {38.2946, 51.6963},
    {73.5318, 51.5014},
    {56.0252, 71.7366},
    {41.5493, 92.3655},
    {70.7299, 92.2041}
  };

  /**
   * dlib's mean face ({@code mean_face_shape_x} and {@code _y} of {@code
   * dlib/image_transforms/interpolation.h}): means of the points round each eye, the nose tip (30)
   * and the mouth corners (48, 54), in shares of the unpadded face.
   */
  private static final double[][] DLIB_MEAN_FACE = {
    {0.225492, 0.215990},
    {0.754761, 0.215990},
    {0.490127, 0.515625},
    {0.254149, 0.780233},
    {0.726104, 0.780233}
  };

  /** Copies the points. */
  public FaceTemplate {
    points = List.copyOf(points);
    if (points.size() != 5 || size < 1) {
      throw new IllegalArgumentException("a template has five points and a size above zero");
    }
  }

  /**
   * The ArcFace template for a square of {@code size} pixels.
   *
   * @throws IllegalArgumentException if size is a multiple of neither 112 nor 128
   */
  public static FaceTemplate arcFace(int size) {
    double ratio;
    double shift;
    if (size > 0 && size % 112 == 0) {
      ratio = size / 112.0;
      shift = 0;
    } else if (size > 0 && size % 128 == 0) {
      ratio = size / 128.0;
      shift = 8 * ratio;
    } else {
      throw new IllegalArgumentException(
          "the ArcFace template has sizes that are multiples of 112 or 128, but was asked for "
              + size);
    }
    Point[] points = new Point[5];
    for (int i = 0; i < 5; i++) {
      points[i] = new Point(ARCFACE_112[i][0] * ratio + shift, ARCFACE_112[i][1] * ratio);
    }
    return new FaceTemplate(size, List.of(points));
  }

  /**
   * The chip that dlib's recognizer was trained with, {@code get_face_chip_details} with this
   * padding, by five points instead of dlib's own.
   *
   * @param size side of the aligned square in pixels, above 0
   * @param padding beyond the mean face on each side, in shares of it: 0.25 for the recognizer
   */
  public static FaceTemplate dlib(int size, double padding) {
    List<Point> points = new ArrayList<>();
    for (double[] p : DLIB_MEAN_FACE) {
      points.add(
          new Point(
              (padding + p[0]) / (2 * padding + 1) * size,
              (padding + p[1]) / (2 * padding + 1) * size));
    }
    return new FaceTemplate(size, points);
  }

  /** The similarity that takes a face in a photo to this template. */
  public SimilarityTransform transformFrom(Landmarks5 landmarks) {
    return SimilarityTransform.fit(landmarks.points(), points);
  }
}
