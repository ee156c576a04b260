package mien.engine.detect;

import java.util.ArrayList;
import java.util.List;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.fault.EngineFault;
import mien.engine.model.FloatTensor;

/**
 * YuNet's decoder (W. Wu et al., "YuNet: A Tiny Millisecond-level Face Detector", 2023; OpenCV,
 * {@code modules/objdetect/src/face_detect.cpp}). One candidate a cell, cells by row. The score is
 * the geometric mean of class and object probability; the center and the points are offsets from
 * the cell's origin in strides, the sides are exponents. Its points come in the order of {@link
 * mien.core.face.Landmarks5}: OpenCV calls the first one the (subject's) right eye.
 *
 * @param levels which tensor is what, by rising stride
 */
record YuNetHead(List<Level> levels) implements DetectionHead {

  /**
   * The outputs of one stride.
   *
   * @param stride input pixels a cell
   * @param classes index of {@code cls_<stride>}
   * @param objects index of {@code obj_<stride>}
   * @param boxes index of {@code bbox_<stride>}
   * @param points index of {@code kps_<stride>}
   */
  record Level(int stride, int classes, int objects, int boxes, int points) {}

  YuNetHead {
    levels = List.copyOf(levels);
  }

  /**
   * Finds the outputs by their names, which all exports share.
   *
   * @throws MienException OPERATOR if one is missing
   */
  static YuNetHead of(List<String> outputNames) {
    List<Level> levels = new ArrayList<>();
    for (int stride : new int[] {8, 16, 32}) {
      levels.add(
          new Level(
              stride,
              index(outputNames, "cls_" + stride),
              index(outputNames, "obj_" + stride),
              index(outputNames, "bbox_" + stride),
              index(outputNames, "kps_" + stride)));
    }
    return new YuNetHead(levels);
  }

  private static int index(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new MienException(
          EngineFault.MODEL_OUTPUTS,
          "the outputs are not those of a YuNet: it needs "
              + name
              + ", but there are "
              + names
              + "; check the file against its card with 'mien models verify'");
    }
    return index;
  }

  @Override
  public int divisor() {
    return 32;
  }

  @Override
  public PassSides sides() {
    return PassSides.USUAL;
  }

  @Override
  public NonMaxSuppression suppression() {
    return NonMaxSuppression.plain(0.4);
  }

  @Override
  public List<Detection> decode(
      List<FloatTensor> tensors, int width, int height, double minConfidence) {
    Candidates candidates = new Candidates();
    for (Level level : levels) {
      decode(level, tensors, Math.ceilDiv(width, level.stride()), minConfidence, candidates);
    }
    return candidates.list();
  }

  private static void decode(
      Level level, List<FloatTensor> tensors, int columns, double minConfidence, Candidates into) {
    float[] classes = tensors.get(level.classes()).values();
    float[] objects = tensors.get(level.objects()).values();
    float[] boxes = tensors.get(level.boxes()).values();
    float[] offsets = tensors.get(level.points()).values();
    int stride = level.stride();
    double least = minConfidence * minConfidence;
    for (int i = 0; i < classes.length; i++) {
      double product =
          Math.clamp((double) classes[i], 0, 1) * Math.clamp((double) objects[i], 0, 1);
      if (!(product >= least)) {
        continue;
      }
      double column = i % columns;
      double row = i / columns;
      double x = (column + boxes[i * 4]) * stride;
      double y = (row + boxes[i * 4 + 1]) * stride;
      double w = Math.exp(boxes[i * 4 + 2]) * stride;
      double h = Math.exp(boxes[i * 4 + 3]) * stride;
      double[] points = new double[10];
      for (int k = 0; k < 10; k++) {
        points[k] = ((k % 2 == 0 ? column : row) + offsets[i * 10 + k]) * stride;
      }
      double[] corners = {x - w / 2, y - h / 2, x + w / 2, y + h / 2};
      into.add(corners, points, Math.sqrt(product));
    }
  }
}
