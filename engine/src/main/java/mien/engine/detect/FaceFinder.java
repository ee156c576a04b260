package mien.engine.detect;

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
 * stands and, when that shows none or only doubtful or lying ones, in the photo turned; then the
 * limit.
 *
 * <p>Holds no state but the models. Safe for many threads at once.
 */
public final class FaceFinder {

  /** What a turned find must score beyond the least confidence, as a share of the way to 1. */
  private static final double TURNED_MARGIN = 0.2;

  /**
   * What a turned photo's faces must fill of it, as a share. A picture that was taken or stored on
   * its side is of its faces; a small face that lies on its side is part of what stands upright.
   */
  private static final double TURNED_SHARE = 0.005;

  /** The longer side of the copy that is turned: turning few pixels is cheaper. */
  private static final int TURNED_SIDE = 640;

  private static final List<QuarterTurn> TURNS =
      List.of(QuarterTurn.CLOCKWISE_90, QuarterTurn.CLOCKWISE_270, QuarterTurn.HALF);

  /** A face stands upright if its eyes are level within this. */
  private static final double LEVEL_DEGREES = 60;

  /**
   * A face with such a score and flag stands upright. Of six photos of 1 to 26 faces all have one;
   * turned by any quarter, none has one that is level.
   */
  private static final double SURE_SCORE = 0.9;

  private static final double SURE_FLAG = 10;

  /**
   * What a turned look showed.
   *
   * @param faces in the photo as it stands
   * @param evidence above 0 where there are some
   */
  private record Turned(List<FoundFace> faces, double evidence) {}

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
    if (options.retryRotated() && turnsMayHelp(faces)) {
      Turned turned = turned(photo, options);
      faces = turned.evidence() > evidence(faces) ? turned.faces() : faces;
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
    return confirmation.get().confirm(detector, photo, detector.detect(photo, options), turned);
  }

  /**
   * Whether a turned photo may show more: where there is no face, or, for a detector without key
   * points, which sees lying faces too but misses some, where none stands upright for sure.
   */
  private static boolean turnsMayHelp(List<FoundFace> faces) {
    return faces.isEmpty()
        || (faces.stream().allMatch(FoundFace::pointsOfMesh)
            && faces.stream().noneMatch(FaceFinder::standsForSure));
  }

  private static boolean standsForSure(FoundFace face) {
    return face.detection().score() >= SURE_SCORE
        && face.mesh()
            .filter(mesh -> Math.abs(mesh.rollDegrees()) <= LEVEL_DEGREES)
            .filter(mesh -> mesh.presenceLogit() >= SURE_FLAG)
            .isPresent();
  }

  /** The sum of the flags of all faces that stand upright, each as it was found. */
  private static double evidence(List<FoundFace> faces) {
    return faces.stream()
        .flatMap(face -> face.mesh().stream())
        .filter(mesh -> Math.abs(mesh.rollDegrees()) <= LEVEL_DEGREES)
        .mapToDouble(FaceMesh::presenceLogit)
        .sum();
  }

  /** Looks at the photo turned; the turn that shows most counts, in the photo as it stands. */
  private Turned turned(Photo photo, DetectionOptions options) {
    Letterbox fitted = Letterbox.snug(photo, options.inputSize().orElse(TURNED_SIDE), 1);
    Photo reduced = Resize.bilinear(photo, fitted.scaledWidth(), fitted.scaledHeight());
    double sx = (double) photo.displayedWidth() / reduced.width();
    double sy = (double) photo.displayedHeight() / reduced.height();
    DetectionOptions strict =
        options.withMinConfidence(
            options.minConfidence() + TURNED_MARGIN * (1 - options.minConfidence()));
    Turned best = new Turned(List.of(), 0);
    for (QuarterTurn turn : TURNS) {
      List<FoundFace> faces = upright(turn.turn(reduced), strict, true);
      double evidence = confirmation.isPresent() ? evidence(faces) : topScore(faces);
      if (share(faces, reduced) >= TURNED_SHARE && evidence > best.evidence()) {
        UnaryOperator<Point> back =
            p -> {
              Point standing = turn.back(p, reduced.width(), reduced.height());
              return new Point(standing.x() * sx, standing.y() * sy);
            };
        best =
            new Turned(
                faces.stream().map(face -> moved(face, back, Math.max(sx, sy))).toList(), evidence);
      }
    }
    return reduced.width() < photo.width()
        ? new Turned(refined(photo, best.faces()), best.evidence())
        : best;
  }

  private static double share(List<FoundFace> faces, Photo photo) {
    return faces.stream().mapToDouble(face -> face.detection().box().area()).sum()
        / ((double) photo.width() * photo.height());
  }

  private static double topScore(List<FoundFace> faces) {
    return faces.stream().map(FoundFace::detection).mapToDouble(Detection::score).max().orElse(0);
  }

  private static FoundFace moved(FoundFace face, UnaryOperator<Point> to, double depthScale) {
    Optional<FaceMesh> mesh = face.mesh().map(m -> m.moved(to, depthScale));
    Detection moved = Placement.moved(face.detection(), to);
    return new FoundFace(moved, mesh, face.pointsOfMesh());
  }
}
