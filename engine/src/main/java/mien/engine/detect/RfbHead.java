package mien.engine.detect;

import java.util.List;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.geometry.NonMaxSuppression;
import mien.engine.fault.EngineFault;
import mien.engine.model.FloatTensor;

/**
 * Decoder of the Ultra-Light detector RFB-320 (Linzaer, Ultra-Light-Fast-Generic-Face-Detector-1MB;
 * an SSD with receptive field blocks), cut behind its softmax. Strides 8, 16, 32, 64 with three or
 * two square priors a cell; cells by row, the priors of a cell follow each other; a prior's center
 * is the middle of its cell. Centers are offsets in 0.1 of the prior's side, sides are exponents of
 * 0.2. It gives no key points.
 *
 * <p>The reference works in fractions and cuts each prior's side to that of the input, so a prior
 * is square in pixels only while it fits; the same is done here.
 *
 * @param scores index of the output {@code [1, n, 2]}, probabilities, the second one of a face
 * @param boxes index of the output {@code [1, n, 4]}
 */
record RfbHead(int scores, int boxes) implements DetectionHead {

  private static final int[] STRIDES = {8, 16, 32, 64};
  private static final double[][] SIDES = {{10, 16, 24}, {32, 48}, {64, 96}, {128, 192, 256}};

  /**
   * The longer sides of the two passes. The large one decides how small a face is still seen; a
   * face that takes most of the photo is larger than any prior there, and the small pass sees it.
   * What both find together stands in {@code docs/results/accuracy.md}, under Detection.
   */
  private static final PassSides SIDES_OF_PASSES = new PassSides(704, 192, true);

  private static final double CENTER_VARIANCE = 0.1;
  private static final double SIZE_VARIANCE = 0.2;
  private static final double[] NO_POINTS = {};

  /**
   * Tells the outputs of a forward pass apart by their last dimension and checks them.
   *
   * @param outputs in the graph's order
   * @param width columns of the input that was run, a multiple of 64
   * @param height rows of it, a multiple of 64
   * @throws MienException OPERATOR if they are not those of an RFB-320
   */
  static RfbHead discover(List<FloatTensor> outputs, int width, int height) {
    int scores = index(outputs, 2);
    int boxes = index(outputs, 4);
    int priors = priors(width, height);
    if (outputs.get(scores).values().length != priors * 2
        || outputs.get(boxes).values().length != priors * 4) {
      throw unknown(outputs, "an input of " + width + " x " + height + " has " + priors + " rows");
    }
    return new RfbHead(scores, boxes);
  }

  /** How many rows the outputs of an input of that size have. */
  static int priors(int width, int height) {
    return IntStream.range(0, STRIDES.length)
        .map(
            i ->
                SIDES[i].length
                    * Math.ceilDiv(width, STRIDES[i])
                    * Math.ceilDiv(height, STRIDES[i]))
        .sum();
  }

  private static int index(List<FloatTensor> outputs, int last) {
    List<Integer> found =
        IntStream.range(0, outputs.size())
            .filter(i -> outputs.get(i).dimension(-1) == last)
            .boxed()
            .toList();
    if (found.size() != 1) {
      throw unknown(outputs, "it has one output each of last dimension 2 and 4");
    }
    return found.getFirst();
  }

  private static MienException unknown(List<FloatTensor> outputs, String rule) {
    String shapes =
        String.join(", ", outputs.stream().map(o -> o.name() + " " + o.shape()).toList());
    return new MienException(
        EngineFault.MODEL_OUTPUTS,
        "the outputs are not those of an RFB-320: "
            + rule
            + ", but there are "
            + shapes
            + "; check the file against its card with 'mien models verify'");
  }

  /** Four maps halve each other exactly only at multiples of the largest stride. */
  @Override
  public int divisor() {
    return 64;
  }

  @Override
  public PassSides sides() {
    return SIDES_OF_PASSES;
  }

  @Override
  public NonMaxSuppression suppression() {
    return NonMaxSuppression.plain(0.3);
  }

  @Override
  public List<Detection> decode(
      List<FloatTensor> tensors, int width, int height, double minConfidence) {
    float[] confidences = tensors.get(scores).values();
    Candidates candidates = new Candidates();
    int row = 0;
    for (int level = 0; level < STRIDES.length; level++) {
      int stride = STRIDES[level];
      int columns = Math.ceilDiv(width, stride);
      int perCell = SIDES[level].length;
      int count = perCell * columns * Math.ceilDiv(height, stride);
      for (int i = 0; i < count; i++, row++) {
        double score = confidences[row * 2 + 1];
        if (score >= minConfidence) {
          int cell = i / perCell;
          double side = SIDES[level][i % perCell];
          double[] prior = {
            (cell % columns + 0.5) * stride,
            (cell / columns + 0.5) * stride,
            Math.min(side, width),
            Math.min(side, height)
          };
          candidates.add(corners(prior, tensors.get(boxes).values(), row * 4), NO_POINTS, score);
        }
      }
    }
    return candidates.list();
  }

  /** From a prior (center x, center y, width, height) and its four offsets. */
  private static double[] corners(double[] prior, float[] offsets, int at) {
    double x = prior[0] + offsets[at] * CENTER_VARIANCE * prior[2];
    double y = prior[1] + offsets[at + 1] * CENTER_VARIANCE * prior[3];
    double w = prior[2] * Math.exp(offsets[at + 2] * SIZE_VARIANCE);
    double h = prior[3] * Math.exp(offsets[at + 3] * SIZE_VARIANCE);
    return new double[] {x - w / 2, y - h / 2, x + w / 2, y + h / 2};
  }
}
