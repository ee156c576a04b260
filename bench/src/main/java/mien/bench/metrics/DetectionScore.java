package mien.bench.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import mien.core.face.Box;
import mien.core.face.Detection;

/**
 * Detections against labeled boxes: average precision and recall.
 *
 * <p>Over all photos together, best score first, each detection takes the free box that it overlaps
 * most, if by enough. A detection that overlaps only a box marked "ignore" counts neither way, and
 * so do those boxes. Average precision is the area under the precision that is reached at this
 * recall or a higher one (PASCAL VOC since 2010).
 */
public final class DetectionScore {

  /**
   * A labeled face.
   *
   * @param box in displayed pixels
   * @param ignore counts neither way
   * @param overlap the intersection over union that finds it
   */
  public record Truth(Box box, boolean ignore, double overlap) {}

  /**
   * A point of the curve.
   *
   * @param score at and above which detections count
   * @param recall share of the boxes found
   * @param precision share of the detections that found one
   */
  public record Point(double score, double recall, double precision) {}

  private record Judged(double score, boolean right) {}

  private record Found(double height, double score) {}

  private final List<Judged> judged = new ArrayList<>();
  private final List<Found> truths = new ArrayList<>();

  /** Adds a photo. */
  public DetectionScore add(List<Detection> detections, List<Truth> faces) {
    double[] foundBy = new double[faces.size()];
    List<Detection> best =
        detections.stream()
            .sorted(Comparator.comparingDouble(Detection::score).reversed())
            .toList();
    for (Detection detection : best) {
      Optional<Integer> face = free(detection, faces, foundBy);
      if (face.isPresent()) {
        foundBy[face.get()] = detection.score();
        judged.add(new Judged(detection.score(), true));
      } else if (faces.stream().noneMatch(truth -> truth.ignore() && overlaps(detection, truth))) {
        judged.add(new Judged(detection.score(), false));
      }
    }
    for (int i = 0; i < faces.size(); i++) {
      if (!faces.get(i).ignore()) {
        truths.add(new Found(faces.get(i).box().height(), foundBy[i]));
      }
    }
    return this;
  }

  private static Optional<Integer> free(Detection detection, List<Truth> faces, double[] foundBy) {
    Optional<Integer> best = Optional.empty();
    double most = 0;
    for (int i = 0; i < faces.size(); i++) {
      Truth face = faces.get(i);
      double overlap = detection.box().intersectionOverUnion(face.box());
      if (!face.ignore() && foundBy[i] == 0 && overlap >= face.overlap() && overlap > most) {
        most = overlap;
        best = Optional.of(i);
      }
    }
    return best;
  }

  private static boolean overlaps(Detection detection, Truth truth) {
    Box a = detection.box();
    Box b = truth.box();
    double w = Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1());
    double h = Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1());
    boolean mostlyInside = w > 0 && h > 0 && w * h >= truth.overlap() * a.area();
    return mostlyInside || a.intersectionOverUnion(b) >= truth.overlap();
  }

  /** How many boxes count. */
  public int faces() {
    return truths.size();
  }

  /** How many detections at or above {@code score} found no box. */
  public long falseAlarms(double score) {
    return judged.stream().filter(j -> !j.right() && j.score() >= score).count();
  }

  /** The curve, scores falling. */
  public List<Point> points() {
    List<Judged> sorted =
        judged.stream().sorted(Comparator.comparingDouble(Judged::score).reversed()).toList();
    List<Point> points = new ArrayList<>();
    long right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      right += sorted.get(i).right() ? 1 : 0;
      if (i + 1 == sorted.size() || sorted.get(i + 1).score() < sorted.get(i).score()) {
        points.add(
            new Point(
                sorted.get(i).score(),
                (double) right / Math.max(1, truths.size()),
                (double) right / (i + 1)));
      }
    }
    return points;
  }

  /** The area under the precision envelope. */
  public double averagePrecision() {
    List<Point> points = points();
    double area = 0;
    double envelope = 0;
    for (int i = points.size() - 1; i >= 0; i--) {
      envelope = Math.max(envelope, points.get(i).precision());
      double before = i == 0 ? 0 : points.get(i - 1).recall();
      area += (points.get(i).recall() - before) * envelope;
    }
    return area;
  }

  /**
   * Recall at {@code score} among boxes of some heights.
   *
   * @param height which heights in pixels count
   */
  public Proportion recall(double score, DoublePredicate height) {
    List<Found> some = truths.stream().filter(truth -> height.test(truth.height())).toList();
    return new Proportion(
        some.stream().filter(truth -> truth.score() >= score).count(), some.size());
  }
}
