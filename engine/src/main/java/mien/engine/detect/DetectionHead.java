package mien.engine.detect;

import java.util.List;
import mien.core.face.Detection;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.model.FloatTensor;

/**
 * What differs between the families of detectors: how output tensors become candidates. Pure: the
 * same tensors give the same candidates. Safe for many threads at once.
 */
sealed interface DetectionHead permits ScrfdHead, YuNetHead, RetinaFaceHead, RfbHead {

  /** Both sides of an input must be a multiple of it. */
  int divisor();

  /** How large the network sees a photo. */
  PassSides sides();

  /** How the family's reference drops candidates that overlap. */
  NonMaxSuppression suppression();

  /**
   * Reads candidates; those that are not finite or turned inside out are dropped.
   *
   * @param outputs of one forward pass, in the graph's order
   * @param width columns of the input that was run
   * @param height rows of it
   * @param minConfidence lower scores are dropped
   * @return in pixels of the input, in the order of the tensors
   */
  List<Detection> decode(List<FloatTensor> outputs, int width, int height, double minConfidence);
}
