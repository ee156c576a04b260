package mien.core.face;

import java.util.OptionalDouble;

/**
 * The eye aspect ratio: how high the lids stand apart for the width of the eye. Near 0.3 open,
 * under 0.2 closed, but it depends on the landmarks' source, so each source has thresholds of its
 * own.
 *
 * <p>With corners p1 and p4, upper lid p2 p3 and lower lid p6 p5: {@code (|p2-p6| + |p3-p5|) / (2
 * |p1-p4|)}. Source: T. Soukupová and J. Čech, "Real-Time Eye Blink Detection using Facial
 * Landmarks", CVWW 2016.
 */
public final class EyeAspectRatio {

  /** Which landmarks of a marking are the six of an eye: corner, upper two, corner, lower two. */
  public enum Layout {
    /** The 68 points of iBUG 300-W. */
    IBUG_68(68, new int[] {36, 37, 38, 39, 40, 41}, new int[] {42, 43, 44, 45, 46, 47}),
    /**
     * The 106 points of InsightFace's 2d106det. 34, 38 and 88, 92 are pupil points and belong to no
     * lid (insightface issue 2408).
     */
    INSIGHTFACE_106(106, new int[] {35, 41, 42, 39, 37, 36}, new int[] {89, 95, 96, 93, 91, 90}),
    /** The 468 points of MediaPipe's face mesh. */
    MEDIAPIPE_468(
        468, new int[] {33, 160, 158, 133, 153, 144}, new int[] {362, 385, 387, 263, 373, 380});

    private final int count;
    private final int[] imageLeft;
    private final int[] imageRight;

    Layout(int count, int[] imageLeft, int[] imageRight) {
      this.count = count;
      this.imageLeft = imageLeft;
      this.imageRight = imageRight;
    }
  }

  private EyeAspectRatio() {}

  /**
   * The ratio of the eye at the left of the picture.
   *
   * @param xy the whole marking: x0, y0, x1, y1, ...
   * @return 0 or more; empty when the corners coincide
   * @throws IllegalArgumentException if the marking has not the layout's number of points
   */
  public static OptionalDouble imageLeft(Layout layout, double[] xy) {
    return of(layout, xy, layout.imageLeft);
  }

  /** As {@link #imageLeft}, of the eye at the right of the picture. */
  public static OptionalDouble imageRight(Layout layout, double[] xy) {
    return of(layout, xy, layout.imageRight);
  }

  private static OptionalDouble of(Layout layout, double[] xy, int[] eye) {
    if (xy.length != 2 * layout.count) {
      throw new IllegalArgumentException(
          layout + " has " + 2 * layout.count + " coordinates, but got " + xy.length);
    }
    double width = distance(xy, eye[0], eye[3]);
    if (!(width > 0)) {
      return OptionalDouble.empty();
    }
    double lids = distance(xy, eye[1], eye[5]) + distance(xy, eye[2], eye[4]);
    return OptionalDouble.of(lids / (2 * width));
  }

  private static double distance(double[] xy, int a, int b) {
    return Math.hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
  }
}
