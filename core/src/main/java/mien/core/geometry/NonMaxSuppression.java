package mien.core.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;

/**
 * Greedy non-maximum suppression: of candidates that overlap, the best-scored one stays.
 *
 * <p>Two conventions are in use and give different results on small boxes. In the <em>plain</em>
 * one a box from {@code x1} to {@code x2} is {@code x2 - x1} wide. In the <em>pixel</em> one both
 * ends are pixels that belong to the box, so it is {@code x2 - x1 + 1} wide; SCRFD's and
 * RetinaFace's reference code ({@code insightface/model_zoo/scrfd.py}, {@code py_cpu_nms}) use
 * that.
 *
 * @param threshold overlaps (intersection over union) above it suppress, in [0, 1]
 * @param extent added to every width and height: 0 plain, 1 pixel
 */
public record NonMaxSuppression(double threshold, double extent) {

  /** Checks the ranges. */
  public NonMaxSuppression {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("the threshold must be in [0, 1], but was " + threshold);
    }
    if (!(extent >= 0 && extent <= 1)) {
      throw new IllegalArgumentException("the extent must be in [0, 1], but was " + extent);
    }
  }

  /** Boxes end at their corners. */
  public static NonMaxSuppression plain(double threshold) {
    return new NonMaxSuppression(threshold, 0);
  }

  /** Boxes include the pixels at both ends. */
  public static NonMaxSuppression pixel(double threshold) {
    return new NonMaxSuppression(threshold, 1);
  }

  /**
   * Keeps the best of each heap of candidates. Takes kept times candidates steps.
   *
   * @return a new list, highest score first; equal scores keep the order they came in
   */
  public List<Detection> apply(List<Detection> candidates) {
    List<Detection> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection candidate : sorted) {
      boolean free = true;
      for (int i = 0; i < kept.size() && free; i++) {
        free = overlap(kept.get(i).box(), candidate.box()) <= threshold;
      }
      if (free) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  /** Intersection over union under this convention; 0 when both boxes are empty. */
  public double overlap(Box a, Box b) {
    double w = Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1()) + extent;
    double h = Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1()) + extent;
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double union = area(a) + area(b) - w * h;
    return union > 0 ? w * h / union : 0;
  }

  private double area(Box box) {
    return (box.width() + extent) * (box.height() + extent);
  }
}
