package mien.core.geometry;

import java.util.List;
import mien.core.face.Landmarks5;
import mien.core.face.Point;

/**
 * Where the five landmarks belong in an aligned face: the ArcFace template.
 *
 * <p>Source: InsightFace, {@code python-package/insightface/utils/face_align.py}. The 128 form is
 * the 112 form, not enlarged, moved right by 8 pixels, as there; multiples of either are scaled.
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

  /** The similarity that takes a face in a photo to this template. */
  public SimilarityTransform transformFrom(Landmarks5 landmarks) {
    return SimilarityTransform.fit(landmarks.points(), points);
  }
}
