package mien.engine.align;

import java.util.List;
import java.util.Optional;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Landmarks68;
import mien.core.geometry.FaceTemplate;
import mien.engine.assess.PoseEstimator;
import mien.engine.image.Photo;

/**
 * The strategy {@code auto}: what was measured to recognize best, which is <b>five points at every
 * yaw</b>. Frontal normalization was tried on pairs with turned faces and lost in every group of
 * yaw with both recognizers (at 30 degrees or more: accuracy 91.9 % against 100 % and 95.3 %
 * against 98.1 %); the table is in {@code docs/adr/0003-frontal-alignment.md} and {@code
 * FrontalStudy} makes it again. So this never invents a pixel.
 *
 * <p>What it adds to {@link FivePointAligner}: a detection without landmarks, from a detector
 * exported without key points, is aligned by the five points of a fitted head where a pose
 * estimator with its basis is there.
 *
 * <p>Holds no state but the estimator. Safe for many threads at once.
 */
public final class AutoAligner implements FaceAligner {

  private final FivePointAligner fivePoint;
  private final Optional<PoseEstimator> estimator;

  /**
   * Aligns to the ArcFace template.
   *
   * @param size side of the aligned square in pixels, a multiple of 112 or 128
   * @param estimator places the five points where the detector gives none
   */
  public AutoAligner(int size, Optional<PoseEstimator> estimator) {
    this(FaceTemplate.arcFace(size), estimator);
  }

  /**
   * Aligns to any template.
   *
   * @param estimator places the five points where the detector gives none
   */
  public AutoAligner(FaceTemplate template, Optional<PoseEstimator> estimator) {
    this.fivePoint = new FivePointAligner(template);
    this.estimator = estimator;
  }

  /**
   * {@inheritDoc}
   *
   * @throws mien.core.MienException BUG {@code align.no-landmarks} if neither the detector nor an
   *     estimator gives landmarks
   */
  @Override
  public AlignedFace align(Photo photo, Detection face) {
    if (face.landmarks().isPresent()) {
      return fivePoint.align(photo, face);
    }
    Optional<Landmarks5> fitted =
        estimator
            .flatMap(e -> e.fit(photo, List.of(face)).getFirst().landmarks68())
            .map(Landmarks68::toLandmarks5);
    return fivePoint.align(photo, new Detection(face.box(), face.score(), fitted));
  }
}
