package mien.engine.detect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.image.Letterbox;
import mien.engine.image.Photo;
import mien.engine.image.QuarterTurn;
import mien.engine.image.Resize;
import mien.engine.mesh.FaceMesh;

/**
 * Finds the faces of a photo: a detector's candidates, confirmed by a mesh, in the photo as it
 * stands and, when there is none, in the photo turned three ways; then the limit.
 *
 * <p>With a confirmation the detector is asked for candidates of {@value #BENEFIT_OF_DOUBT} of the
 * least confidence: a mesh tells better than a score.
 *
 * <p>Holds no state but the models. Safe for many threads at once.
 */
public final class FaceFinder {

  private static final double BENEFIT_OF_DOUBT = 0.6;

  /** What a turned find must score beyond the least confidence, as a share of the way to 1. */
  private static final double TURNED_MARGIN = 0.2;

  /**
   * What a turned photo's faces must fill of it, as a share. A picture that was taken or stored on
   * its side is of its faces; a small face that lies on its side is part of what stands upright.
   */
  private static final double TURNED_SHARE = 0.005;

  /** The longer side of the copy that is turned: turning few pixels is cheaper. */
  private static final int TURNED_SIDE = 640;

  private final FaceDetector detector;
  private final Optional<FaceConfirmation> confirmation;

  /**
   * Finds with a detector.
   *
   * @param confirmation tells faces from the rest; empty takes every candidate for a face
   */
  public FaceFinder(FaceDetector detector, Optional<FaceConfirmation> confirmation) {
    this.detector = detector;
    this.confirmation = confirmation;
  }

  /**
   * Finds faces.
   *
   * @param photo upright; may be held at reduced scale
   * @param options limits and passes
   * @return in displayed pixels
   */
  public FoundFaces find(Photo photo, DetectionOptions options) {
    List<FoundFace> faces = upright(photo, options, false);
    if (faces.isEmpty() && options.retryRotated()) {
      faces = turned(photo, options);
    }
    int most = options.maxFaces().orElse(Integer.MAX_VALUE);
    return new FoundFaces(Ranking.best(faces, photo, most), Math.max(0, faces.size() - most));
  }

  /**
   * The same faces with their meshes, and the points that come from them, fitted again to a photo
   * that holds more pixels.
   */
  public List<FoundFace> refined(Photo photo, List<FoundFace> faces) {
    return confirmation.map(c -> c.refined(photo, faces)).orElse(faces);
  }

  private List<FoundFace> upright(Photo photo, DetectionOptions options, boolean turned) {
    if (confirmation.isEmpty()) {
      return detector.detect(photo, options).stream().map(FoundFace::of).toList();
    }
    DetectionOptions more =
        turned ? options : options.withMinConfidence(BENEFIT_OF_DOUBT * options.minConfidence());
    return confirmation.get().confirm(detector, photo, detector.detect(photo, more), turned);
  }

  /** Looks at the photo turned three ways; the turn whose best face scores highest counts. */
  private List<FoundFace> turned(Photo photo, DetectionOptions options) {
    Letterbox fitted = Letterbox.snug(photo, options.inputSize().orElse(TURNED_SIDE), 1);
    Photo reduced = Resize.bilinear(photo, fitted.scaledWidth(), fitted.scaledHeight());
    double sx = (double) photo.displayedWidth() / reduced.width();
    double sy = (double) photo.displayedHeight() / reduced.height();
    DetectionOptions strict =
        options.withMinConfidence(
            options.minConfidence() + TURNED_MARGIN * (1 - options.minConfidence()));
    List<FoundFace> best = List.of();
    for (QuarterTurn turn :
        List.of(QuarterTurn.CLOCKWISE_90, QuarterTurn.CLOCKWISE_270, QuarterTurn.HALF)) {
      List<FoundFace> faces = upright(turn.turn(reduced), strict, true);
      if (share(faces, reduced) >= TURNED_SHARE
          && (best.isEmpty() || topScore(faces) > topScore(best))) {
        UnaryOperator<Point> back =
            p -> {
              Point standing = turn.back(p, reduced.width(), reduced.height());
              return new Point(standing.x() * sx, standing.y() * sy);
            };
        best = faces.stream().map(face -> moved(face, back, Math.max(sx, sy))).toList();
      }
    }
    return reduced.width() < photo.width() ? refined(photo, best) : best;
  }

  private static double share(List<FoundFace> faces, Photo photo) {
    return faces.stream().mapToDouble(face -> face.detection().box().area()).sum()
        / ((double) photo.width() * photo.height());
  }

  private static double topScore(List<FoundFace> faces) {
    return faces.stream()
        .map(FoundFace::detection)
        .max(Comparator.comparingDouble(Detection::score))
        .orElseThrow()
        .score();
  }

  private static FoundFace moved(FoundFace face, UnaryOperator<Point> to, double depthScale) {
    Optional<FaceMesh> mesh = face.mesh().map(m -> m.moved(to, depthScale));
    Detection moved = Placement.moved(face.detection(), to);
    return new FoundFace(moved, mesh, face.pointsOfMesh());
  }
}
