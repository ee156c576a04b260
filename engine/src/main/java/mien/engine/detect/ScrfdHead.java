package mien.engine.detect;

import java.util.List;
import mien.core.face.Detection;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.model.FloatTensor;

/**
 * SCRFD's decoder (J. Guo et al., "Sample and Computation Redistribution for Efficient Face
 * Detection", ICLR 2022; {@code insightface/model_zoo/scrfd.py}). Cells run by row; the anchors of
 * a cell follow each other and share its origin {@code (column * stride, row * stride)}, without
 * half a cell. A box is four distances from there (left, top, right, bottom) and a point an offset,
 * both in strides. Scores are probabilities already.
 *
 * @param outputs which tensor is what
 */
record ScrfdHead(ScrfdOutputs outputs) implements DetectionHead {

  private static final double[] NO_POINTS = {};

  @Override
  public int divisor() {
    return Math.max(32, outputs.levels().getLast().stride());
  }

  @Override
  public PassSides sides() {
    return PassSides.USUAL;
  }

  @Override
  public NonMaxSuppression suppression() {
    return NonMaxSuppression.pixel(0.4);
  }

  @Override
  public List<Detection> decode(
      List<FloatTensor> tensors, int width, int height, double minConfidence) {
    Candidates candidates = new Candidates();
    for (ScrfdOutputs.Level level : outputs.levels()) {
      decode(level, tensors, Math.ceilDiv(width, level.stride()), minConfidence, candidates);
    }
    return candidates.list();
  }

  private static void decode(
      ScrfdOutputs.Level level,
      List<FloatTensor> tensors,
      int columns,
      double minConfidence,
      Candidates into) {
    float[] scores = tensors.get(level.scores()).values();
    float[] boxes = tensors.get(level.boxes()).values();
    int stride = level.stride();
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= minConfidence)) {
        continue;
      }
      int cell = i / level.anchors();
      double x = (double) (cell % columns) * stride;
      double y = (double) (cell / columns) * stride;
      int b = i * 4;
      double[] corners = {
        x - (double) boxes[b] * stride,
        y - (double) boxes[b + 1] * stride,
        x + (double) boxes[b + 2] * stride,
        y + (double) boxes[b + 3] * stride
      };
      double[] points = NO_POINTS;
      if (level.keyPoints().isPresent()) {
        float[] offsets = tensors.get(level.keyPoints().getAsInt()).values();
        points = new double[10];
        for (int k = 0; k < 10; k++) {
          points[k] = (k % 2 == 0 ? x : y) + (double) offsets[i * 10 + k] * stride;
        }
      }
      into.add(corners, points, scores[i]);
    }
  }
}
