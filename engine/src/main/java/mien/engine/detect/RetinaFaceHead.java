package mien.engine.detect;

import java.util.List;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.fault.EngineFault;
import mien.engine.model.FloatTensor;

/**
 * RetinaFace's decoder for the exports of biubug6/Pytorch_Retinaface (J. Deng et al., "RetinaFace:
 * Single-shot Multi-level Face Localization in the Wild", CVPR 2020), whichever the backbone.
 * Strides 8, 16, 32 with two square priors each; maps have {@code ceil(side / stride)} cells, so
 * any input size works; cells by row, the two priors of a cell follow each other; a prior's center
 * is the middle of its cell. Boxes and points are offsets in 0.1 of the prior's side, sides are
 * exponents of 0.2.
 *
 * <p>The reference works in fractions of width and height. Since its priors are square in pixels,
 * both cancel, and pixels are used throughout: there is no width to take for a height.
 *
 * @param boxes index of the output {@code [1, n, 4]}
 * @param scores index of the output {@code [1, n, 2]}, probabilities, the second one of a face
 * @param points index of the output {@code [1, n, 10]}
 */
record RetinaFaceHead(int boxes, int scores, int points) implements DetectionHead {

  private static final int[] STRIDES = {8, 16, 32};
  private static final int[][] SIDES = {{16, 32}, {64, 128}, {256, 512}};
  private static final double CENTER_VARIANCE = 0.1;
  private static final double SIZE_VARIANCE = 0.2;

  /**
   * Tells the outputs of a forward pass apart by their last dimension and checks them.
   *
   * @param outputs in the graph's order
   * @param width columns of the input that was run
   * @param height rows of it
   * @throws MienException OPERATOR if they are not those of such an export
   */
  static RetinaFaceHead discover(List<FloatTensor> outputs, int width, int height) {
    int boxes = index(outputs, 4);
    int scores = index(outputs, 2);
    int points = index(outputs, 10);
    int priors = priors(width, height);
    if (outputs.get(boxes).values().length != priors * 4
        || outputs.get(scores).values().length != priors * 2
        || outputs.get(points).values().length != priors * 10) {
      throw unknown(outputs, "an input of " + width + " x " + height + " has " + priors + " rows");
    }
    float[] sums = outputs.get(scores).values();
    if (Math.abs(sums[0] + sums[1] - 1) > 1e-3) {
      throw unknown(outputs, "the two scores of a row are probabilities and add up to 1");
    }
    return new RetinaFaceHead(boxes, scores, points);
  }

  /** How many rows the outputs of an input of that size have. */
  static int priors(int width, int height) {
    return IntStream.of(STRIDES)
        .map(s -> 2 * Math.ceilDiv(width, s) * Math.ceilDiv(height, s))
        .sum();
  }

  private static int index(List<FloatTensor> outputs, int last) {
    List<Integer> found =
        IntStream.range(0, outputs.size())
            .filter(i -> outputs.get(i).dimension(-1) == last)
            .boxed()
            .toList();
    if (found.size() != 1) {
      throw unknown(outputs, "it has one output each of last dimension 4, 2 and 10");
    }
    return found.getFirst();
  }

  private static MienException unknown(List<FloatTensor> outputs, String rule) {
    String shapes =
        String.join(", ", outputs.stream().map(o -> o.name() + " " + o.shape()).toList());
    return new MienException(
        EngineFault.MODEL_OUTPUTS,
        "the outputs are not those of a RetinaFace: "
            + rule
            + ", but there are "
            + shapes
            + "; check the file against its card with 'mien models verify'");
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
    return NonMaxSuppression.pixel(0.4);
  }

  @Override
  public List<Detection> decode(
      List<FloatTensor> tensors, int width, int height, double minConfidence) {
    float[] confidences = tensors.get(scores).values();
    Candidates candidates = new Candidates();
    int first = 0;
    for (int level = 0; level < STRIDES.length; level++) {
      int stride = STRIDES[level];
      int columns = Math.ceilDiv(width, stride);
      int count = 2 * columns * Math.ceilDiv(height, stride);
      for (int i = 0; i < count; i++) {
        double score = confidences[(first + i) * 2 + 1];
        if (score >= minConfidence) {
          int cell = i / 2;
          double x = (cell % columns + 0.5) * stride;
          double y = (cell / columns + 0.5) * stride;
          add(tensors, first + i, new double[] {x, y, SIDES[level][i % 2], score}, candidates);
        }
      }
      first += count;
    }
    return candidates.list();
  }

  /** Adds row {@code row}, whose prior is center x, center y, side, score. */
  private void add(List<FloatTensor> tensors, int row, double[] prior, Candidates into) {
    float[] box = tensors.get(boxes).values();
    float[] point = tensors.get(points).values();
    double side = prior[2];
    double x = prior[0] + box[row * 4] * CENTER_VARIANCE * side;
    double y = prior[1] + box[row * 4 + 1] * CENTER_VARIANCE * side;
    double w = side * Math.exp(box[row * 4 + 2] * SIZE_VARIANCE);
    double h = side * Math.exp(box[row * 4 + 3] * SIZE_VARIANCE);
    double[] xy = new double[10];
    for (int k = 0; k < 10; k++) {
      xy[k] = prior[k % 2] + point[row * 10 + k] * CENTER_VARIANCE * side;
    }
    double[] corners = {x - w / 2, y - h / 2, x + w / 2, y + h / 2};
    into.add(corners, xy, prior[3]);
  }
}
