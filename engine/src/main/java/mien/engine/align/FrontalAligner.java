package mien.engine.align;

import java.util.List;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.core.face.Point;
import mien.core.face.Point3;
import mien.core.geometry.FaceTemplate;
import mien.core.geometry.SimilarityTransform;
import mien.engine.assess.HeadFit;
import mien.engine.assess.PoseEstimator;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;

/**
 * Turns a face to the viewer before it is recognized. In five steps:
 *
 * <ol>
 *   <li>68 points with depth are fitted to the head.
 *   <li>A 3D similarity takes them to the canonical face, which is the model's mean face mapped to
 *       the ArcFace template. Only the pose goes; the person's own shape stays.
 *   <li>A second, flat similarity puts the five points of the turned head on the template, as
 *       recognizers are trained.
 *   <li>The points become a smooth surface with a rounded forehead; each pixel of the square is
 *       looked up in the photo through it. (A smooth surface rather than a triangle mesh: 68 points
 *       make triangles so large that cheeks show their edges.)
 *   <li>What the camera did not see, because it turns away or stands behind the nose, is filled
 *       from the mirror image where that was seen, and {@link AlignedFace#inventedShare} says how
 *       much.
 * </ol>
 *
 * <p>After T. Hassner, S. Harel, E. Paz, R. Enbar, "Effective Face Frontalization in Unconstrained
 * Images", CVPR 2015, with the head's own fitted shape instead of one for all.
 *
 * <p>Holds no state but the estimator. Safe for many threads at once.
 */
public final class FrontalAligner implements FaceAligner {

  private final PoseEstimator estimator;
  private final FaceTemplate template;
  private final List<Point3> canonical;
  private final boolean fill;

  /**
   * Aligns to the ArcFace template.
   *
   * @param estimator gives 68 points with depth
   * @param size side of the aligned square in pixels, a multiple of 112 or 128
   * @throws MienException OPERATOR {@code align.no-basis} if the estimator gives no points
   */
  public FrontalAligner(PoseEstimator estimator, int size) {
    this(estimator, size, true);
  }

  /**
   * Aligns to the ArcFace template.
   *
   * @param estimator gives 68 points with depth
   * @param size side of the aligned square in pixels, a multiple of 112 or 128
   * @param fill whether unseen parts are filled from the other half; else they stay smeared
   * @throws MienException OPERATOR {@code align.no-basis} if the estimator gives no points
   */
  public FrontalAligner(PoseEstimator estimator, int size, boolean fill) {
    this.estimator = estimator;
    this.template = FaceTemplate.arcFace(size);
    this.canonical = onTemplate(estimator.meanFace().orElseThrow(FrontalAligner::noBasis));
    this.fill = fill;
  }

  /** Side of the aligned square in pixels. */
  public int size() {
    return template.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws MienException BUG {@code align.head} if the fitted points make no head
   */
  @Override
  public AlignedFace align(Photo photo, Detection face) {
    return align(photo, estimator.fit(photo, List.of(face)).getFirst());
  }

  /**
   * Aligns a face whose head was fitted before.
   *
   * @param photo where it was found
   * @param head its fit in that photo, with landmarks
   * @throws MienException OPERATOR {@code align.no-basis} if the fit has no landmarks, BUG {@code
   *     align.head} if they make no head
   */
  public AlignedFace align(Photo photo, HeadFit head) {
    Landmarks68 landmarks = head.landmarks68().orElseThrow(FrontalAligner::noBasis);
    try {
      Similarity3 turn = Similarity3.fit(landmarks.points(), canonical);
      List<Point3> frontal =
          onTemplate(new Landmarks68(landmarks.points().stream().map(turn::apply).toList()));
      Similarity3 toPhoto = Similarity3.fit(frontal, landmarks.points());
      HeadSurface surface = HeadSurface.of(frontal, size());
      return FrontalView.of(surface, toPhoto, size()).render(photo, axis(), fill);
    } catch (IllegalArgumentException e) {
      throw new MienException(
          EngineFault.ALIGN_HEAD,
          "frontal alignment needs 68 points that make a head, but these fell together;"
              + " drop detections of no extent or align by five points",
          e);
    }
  }

  /** Moves a frontal face so that its five points lie on the template as well as they can. */
  private List<Point3> onTemplate(Landmarks68 face) {
    SimilarityTransform flat = template.transformFrom(face.toLandmarks5());
    return face.points().stream()
        .map(
            p -> {
              Point q = flat.apply(p.flat());
              return new Point3(q.x(), q.y(), p.z() * flat.scale());
            })
        .toList();
  }

  /** The column about which the template is symmetric, as well as it is. */
  private double axis() {
    Landmarks5 points = Landmarks5.of(template.points());
    double eyes = (points.imageLeftEye().x() + points.imageRightEye().x()) / 2;
    double mouth = (points.imageLeftMouth().x() + points.imageRightMouth().x()) / 2;
    return (eyes + mouth + points.nose().x()) / 3;
  }

  private static MienException noBasis() {
    return new MienException(
        EngineFault.ALIGN_NO_BASIS,
        "frontal alignment needs the 68-point basis of the pose model, but it is not installed;"
            + " install it or choose the alignment five-point");
  }
}
