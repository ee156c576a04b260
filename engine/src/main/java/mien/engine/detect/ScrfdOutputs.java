package mien.engine.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.model.FloatTensor;

/**
 * Which output of an SCRFD export is what. Exports differ in their outputs' names, in their order,
 * in whether they carry a batch dimension, and in the number of strides and anchors; this is
 * discovered once, when a detector is made, from one forward pass.
 *
 * @param found how the outputs were told apart
 * @param levels by rising stride
 */
public record ScrfdOutputs(Found found, List<Level> levels) {

  /** How outputs were told apart. */
  public enum Found {
    /** By names such as {@code score_8}, {@code bbox_8}, {@code kps_8}. */
    BY_NAME,
    /** By their last dimension (1, 4, 10), then by their length, longest first. */
    BY_SHAPE
  }

  /**
   * The outputs of one stride.
   *
   * @param stride input pixels a cell: 8, 16, 32, 64 or 128
   * @param anchors candidates a cell, 1 or 2
   * @param scores index of the output of scores
   * @param boxes index of the output of boxes
   * @param keyPoints index of the output of key points, if there is one
   */
  public record Level(int stride, int anchors, int scores, int boxes, OptionalInt keyPoints) {}

  private static final Pattern NAME =
      Pattern.compile("(?:.*[/.])?(scores?|bbox|kps)_?(8|16|32|64|128)");
  private static final List<Integer> STRIDES = List.of(8, 16, 32, 64, 128);

  /** Copies. */
  public ScrfdOutputs {
    levels = List.copyOf(levels);
  }

  /** Whether every level has key points. */
  public boolean hasKeyPoints() {
    return levels.stream().allMatch(level -> level.keyPoints().isPresent());
  }

  /**
   * Tells the outputs of a forward pass apart.
   *
   * @param outputs in the graph's order
   * @param width columns of the input that was run, a multiple of the largest stride
   * @param height rows of it
   * @throws MienException OPERATOR if they are not those of an SCRFD
   */
  public static ScrfdOutputs discover(List<FloatTensor> outputs, int width, int height) {
    List<Matcher> names = outputs.stream().map(o -> NAME.matcher(o.name())).toList();
    boolean named = names.stream().allMatch(Matcher::matches);
    List<List<Integer>> kinds = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      List<Integer> indices = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        int of = named ? kindOfName(names.get(i).group(1)) : kindOfShape(outputs, i);
        if (of == kind) {
          indices.add(i);
        }
      }
      indices.sort(
          named
              ? Comparator.comparingInt(i -> Integer.parseInt(names.get(i).group(2)))
              : Comparator.comparingInt(i -> -rows(outputs.get(i))));
      kinds.add(indices);
    }
    int count = kinds.get(0).size();
    int points = kinds.get(2).size();
    if ((count != 3 && count != 5)
        || kinds.get(1).size() != count
        || (points != 0 && points != count)) {
      throw unknown(outputs, "it needs 3 or 5 outputs of scores and as many of boxes");
    }
    List<Level> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int scores = kinds.get(0).get(i);
      int boxes = kinds.get(1).get(i);
      OptionalInt keyPoints =
          points == 0 ? OptionalInt.empty() : OptionalInt.of(kinds.get(2).get(i));
      int stride = STRIDES.get(i);
      int rows = rows(outputs.get(scores));
      int cells = Math.ceilDiv(width, stride) * Math.ceilDiv(height, stride);
      int anchors = rows / cells;
      boolean alike =
          rows(outputs.get(boxes)) == rows
              && (keyPoints.isEmpty() || rows(outputs.get(keyPoints.getAsInt())) == rows);
      if (anchors * cells != rows || anchors < 1 || anchors > 2 || !alike) {
        throw unknown(outputs, "stride " + stride + " needs 1 or 2 rows for each of its cells");
      }
      levels.add(new Level(stride, anchors, scores, boxes, keyPoints));
    }
    return new ScrfdOutputs(named ? Found.BY_NAME : Found.BY_SHAPE, levels);
  }

  private static int kindOfName(String name) {
    return name.startsWith("score") ? 0 : name.equals("bbox") ? 1 : 2;
  }

  private static int kindOfShape(List<FloatTensor> outputs, int index) {
    FloatTensor output = outputs.get(index);
    int rank = output.shape().size();
    if (rank == 2 || (rank == 3 && output.dimension(0) == 1)) {
      switch (output.dimension(-1)) {
        case 1:
          return 0;
        case 4:
          return 1;
        case 10:
          return 2;
        default:
          break;
      }
    }
    throw unknown(outputs, "each output needs the shape [n, k] or [1, n, k] with k = 1, 4 or 10");
  }

  private static int rows(FloatTensor output) {
    return output.values().length / output.dimension(-1);
  }

  private static MienException unknown(List<FloatTensor> outputs, String rule) {
    String shapes =
        String.join(", ", outputs.stream().map(o -> o.name() + " " + o.shape()).toList());
    return new MienException(
        EngineFault.MODEL_OUTPUTS,
        "the outputs are not those of an SCRFD: "
            + rule
            + ", but there are "
            + shapes
            + "; check the file against its card with 'mien models verify'");
  }
}
