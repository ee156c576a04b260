package mien.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a graph must give for one fixed, synthetic input ({@link SyntheticInput}): the check that a
 * file is the network that its card describes, and that an execution provider computes it right.
 *
 * @param probeShape shape of the input, (N, 3, height, width), or one plane; small where the
 *     graph's size is free
 * @param outputs in the graph's order
 */
public record GraphContract(List<Long> probeShape, List<Output> outputs) {

  /** Copies and checks. */
  public GraphContract {
    probeShape = List.copyOf(probeShape);
    outputs = List.copyOf(outputs);
    if (probeShape.size() != 4 || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "a graph contract has a probe of four dimensions and at least one output");
    }
  }

  /**
   * One output.
   *
   * @param name as the graph names it; empty where we have not seen the file
   * @param shape for the probe
   * @param golden its values; empty where we have not run the file: then the shape is checked, and
   *     that every value is finite
   */
  public record Output(Optional<String> name, List<Long> shape, Optional<Golden> golden) {

    /** Copies. */
    public Output {
      shape = List.copyOf(shape);
    }
  }

  /**
   * A golden output, cut down to what a card can hold.
   *
   * @param mean of all values
   * @param rms root of the mean square of all values
   * @param samples the values at {@link #indexes}
   */
  public record Golden(double mean, double rms, List<Double> samples) {

    /** How many values are kept at most. */
    public static final int SAMPLES = 8;

    /** Copies. */
    public Golden {
      samples = List.copyOf(samples);
    }

    /** The places of the kept values in an output of {@code count}: evenly spread. */
    public static int[] indexes(int count) {
      int kept = Math.min(SAMPLES, count);
      int[] indexes = new int[kept];
      for (int i = 0; i < kept; i++) {
        indexes[i] = (int) ((2L * i + 1) * count / (2L * kept));
      }
      return indexes;
    }

    /** Cuts an output down. */
    public static Golden of(float[] values) {
      double sum = 0;
      double squares = 0;
      for (float v : values) {
        sum += v;
        squares += (double) v * v;
      }
      List<Double> samples = new ArrayList<>();
      for (int index : indexes(values.length)) {
        samples.add((double) values[index]);
      }
      return new Golden(sum / values.length, Math.sqrt(squares / values.length), samples);
    }
  }

  /** Whether every output has golden values. */
  public boolean golden() {
    return outputs.stream().allMatch(output -> output.golden().isPresent());
  }
}
