package mien.engine.align;

import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.geometry.FaceTemplate;
import mien.core.geometry.SimilarityTransform;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;
import mien.engine.image.Warp;

/**
 * The alignment that recognizers are trained with: the similarity that takes the five points to the
 * ArcFace template with the least squared error, then a bilinear warp.
 *
 * <p>Source: InsightFace, {@code python-package/insightface/utils/face_align.py}; equal to it
 * within 1 gray level, which golden pictures hold. Nothing is invented: what lies outside the photo
 * is black. Stateless, so safe for many threads at once.
 */
public final class FivePointAligner implements FaceAligner {

  private final FaceTemplate template;

  /**
   * Aligns to the ArcFace template.
   *
   * @param size side of the aligned square in pixels, a multiple of 112 or 128
   * @throws IllegalArgumentException if the template has no such size
   */
  public FivePointAligner(int size) {
    this.template = FaceTemplate.arcFace(size);
  }

  /** Aligns to any template. */
  public FivePointAligner(FaceTemplate template) {
    this.template = template;
  }

  /** Side of the aligned square in pixels. */
  public int size() {
    return template.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws MienException BUG {@code align.no-landmarks} if the detection has no landmarks, {@code
   *     align.landmarks} if they all fall on one point
   */
  @Override
  public AlignedFace align(Photo photo, Detection face) {
    SimilarityTransform toTemplate = toTemplate(landmarks(face));
    SimilarityTransform fromHeld = photo.toHeld().inverse().then(toTemplate);
    Photo square = Warp.similarity(photo, fromHeld, template.size(), template.size());
    return new AlignedFace(square, AlignedFace.Method.FIVE_POINT, 0);
  }

  private static Landmarks5 landmarks(Detection face) {
    return face.landmarks()
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.ALIGN_NO_LANDMARKS,
                    "alignment needs the five landmarks of a face, but the detector gave none;"
                        + " use a detector with key points"));
  }

  private SimilarityTransform toTemplate(Landmarks5 landmarks) {
    try {
      return template.transformFrom(landmarks);
    } catch (IllegalArgumentException e) {
      throw new MienException(
          EngineFault.ALIGN_LANDMARKS,
          "alignment needs landmarks that differ, but the five fell on one point;"
              + " drop detections of no extent",
          e);
    }
  }
}
