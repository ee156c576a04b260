package mien.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;

/**
 * Runs a network over one crop a face, in batches of at most {@link #LIMIT} so that a crowd does
 * not cost memory by its size. A network whose batch is fixed at 1 is run once a face.
 */
public final class FaceBatch {

  /**
   * Crops in one forward pass at most; a bound on memory. Twelve photos of 24 megapixels with up to
   * 20 faces, two at once: 621 and 666 MB resident at the peak with 8, 556 to 613 with 4, and no
   * slower.
   */
  static final int LIMIT = 4;

  private FaceBatch() {}

  /** What the card says the network takes. */
  public static ModelInput input(LoadedModel model) {
    return model
        .card()
        .input()
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODEL_CARD,
                    "the card of " + model.card().id() + " says nothing of its input"));
  }

  /**
   * One row of values a face and output: {@code rows.get(face)[output]}, outputs in the graph's
   * order.
   *
   * @param crops makes the crop of a face, of the size that the card says
   */
  public static List<float[][]> rows(LoadedModel model, int faces, IntFunction<Photo> crops) {
    ModelInput input = input(model);
    int limit = model.inputShape().getFirst() == 1 ? 1 : LIMIT;
    List<float[][]> rows = new ArrayList<>(faces);
    for (int start = 0; start < faces; start += limit) {
      int first = start;
      int count = Math.min(limit, faces - start);
      List<FloatTensor> outputs =
          model.run(
              List.of((long) count, 3L, (long) input.height(), (long) input.width()),
              buffer -> {
                for (int i = 0; i < count; i++) {
                  input.normalization().write(crops.apply(first + i), buffer);
                }
              });
      split(outputs, count, rows);
    }
    return rows;
  }

  private static void split(List<FloatTensor> outputs, int count, List<float[][]> rows) {
    for (int i = 0; i < count; i++) {
      float[][] row = new float[outputs.size()][];
      for (int o = 0; o < row.length; o++) {
        float[] values = outputs.get(o).values();
        int width = values.length / count;
        row[o] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
      }
      rows.add(row);
    }
  }

  /** Softmax of {@code count} logits from {@code from} on, at {@code index}; stable. */
  public static double softmax(float[] logits, int from, int count, int index) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      max = Math.max(max, logits[from + i]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Math.exp(logits[from + i] - max);
    }
    return Math.exp(logits[from + index] - max) / sum;
  }

  /** The fault of a network that does not give what its family gives. */
  public static MienException misfit(LoadedModel model, String expected) {
    return new MienException(
        EngineFault.MODEL_MISFIT,
        "the model "
            + model.card().id()
            + " must give "
            + expected
            + ", but its outputs are "
            + model.outputNames()
            + "; fetch it again with 'mien models pull "
            + model.card().id()
            + "'");
  }
}
