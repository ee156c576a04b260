package mien.engine.model;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import mien.engine.model.GraphContract.Golden;
import mien.engine.model.GraphContract.Output;

/**
 * Holds a card against a graph by one forward pass on the synthetic input: names and shapes of the
 * outputs, every value finite, and the golden values where the card has them.
 *
 * <p><b>Tolerance.</b> A difference is allowed up to {@code relative * rms + 1e-4}, where rms is
 * that of the output. On processors {@code relative} is 1e-3: the networks here are at most about
 * 150 layers of float32 sums of some thousand terms, so the rounding of another instruction set
 * grows to the order of sqrt(150) * sqrt(1000) * 2^-24, 2e-5; that times 50. Measured over all
 * golden networks, four optimization levels and one or two threads: at most 1.4e-5 of rms. Other
 * providers may compute in TF32 or half precision (2^-11 a product), which the same reasoning puts
 * near 1e-2: they get 5e-2. A wrong network, color order or scale is off by the order of rms
 * itself.
 */
public final class ModelProbe {

  private static final double PROCESSOR = 1e-3;
  private static final double ACCELERATOR = 5e-2;
  private static final double FLOOR = 1e-4;

  private ModelProbe() {}

  /**
   * What came of it.
   *
   * @param mismatch how the graph differs from the card, as the end of a sentence; empty when it is
   *     the network that the card describes
   * @param goldenDifference the largest difference to a golden value; empty where there is none
   */
  public record Result(Optional<String> mismatch, OptionalDouble goldenDifference) {

    private static Result mismatch(String how) {
      return new Result(Optional.of(how), OptionalDouble.empty());
    }
  }

  /**
   * Runs the probe.
   *
   * @param card with an input; without a contract only finite values are asked for
   * @param probe shape of the input
   * @param provider where it runs
   * @param run one forward pass: shape and filler in, outputs out
   */
  public static Result check(
      ModelCard card,
      List<Long> probe,
      ExecutionProvider provider,
      BiFunction<List<Long>, Consumer<FloatBuffer>, List<FloatTensor>> run) {
    List<FloatTensor> outputs = outputs(card, probe, run);
    for (FloatTensor output : outputs) {
      if (!finite(output)) {
        return Result.mismatch("its output '" + output.name() + "' is not finite");
      }
    }
    return card.graph().isEmpty()
        ? new Result(Optional.empty(), OptionalDouble.empty())
        : compare(card.graph().get(), outputs, provider);
  }

  private static Result compare(
      GraphContract contract, List<FloatTensor> outputs, ExecutionProvider provider) {
    if (outputs.size() != contract.outputs().size()) {
      return Result.mismatch(
          "it has " + outputs.size() + " outputs where the card has " + contract.outputs().size());
    }
    double relative = provider == ExecutionProvider.CPU ? PROCESSOR : ACCELERATOR;
    double largest = 0;
    for (int i = 0; i < outputs.size(); i++) {
      Output expected = contract.outputs().get(i);
      FloatTensor actual = outputs.get(i);
      Optional<String> wrong = wrongForm(expected, actual);
      if (wrong.isPresent()) {
        return new Result(wrong, OptionalDouble.empty());
      }
      if (expected.golden().isPresent()) {
        Golden golden = expected.golden().get();
        double difference = difference(golden, actual.values());
        largest = Math.max(largest, difference);
        double allowed = relative * golden.rms() + FLOOR;
        if (difference > allowed) {
          return Result.mismatch(
              "its output '%s' differs from the golden one by %.2g where %.2g is allowed"
                  .formatted(actual.name(), difference, allowed));
        }
      }
    }
    OptionalDouble difference =
        contract.golden() ? OptionalDouble.of(largest) : OptionalDouble.empty();
    return new Result(Optional.empty(), difference);
  }

  /** The outputs for the synthetic input of this shape. */
  static List<FloatTensor> outputs(
      ModelCard card,
      List<Long> shape,
      BiFunction<List<Long>, Consumer<FloatBuffer>, List<FloatTensor>> run) {
    ModelInput input = card.input().orElseThrow();
    return run.apply(shape, into -> SyntheticInput.fill(shape, input.normalization(), into));
  }

  private static Optional<String> wrongForm(Output expected, FloatTensor actual) {
    if (expected.name().isPresent() && !expected.name().get().equals(actual.name())) {
      return Optional.of(
          "its output '" + actual.name() + "' is called '" + expected.name().get() + "' there");
    }
    if (!expected.shape().equals(actual.shape())) {
      return Optional.of(
          "its output '"
              + actual.name()
              + "' has the shape "
              + actual.shape()
              + " where the card has "
              + expected.shape());
    }
    return Optional.empty();
  }

  private static boolean finite(FloatTensor output) {
    for (float v : output.values()) {
      if (!Float.isFinite(v)) {
        return false;
      }
    }
    return true;
  }

  private static double difference(Golden golden, float[] values) {
    Golden actual = Golden.of(values);
    double largest =
        Math.max(Math.abs(golden.mean() - actual.mean()), Math.abs(golden.rms() - actual.rms()));
    for (int i = 0; i < golden.samples().size(); i++) {
      largest = Math.max(largest, Math.abs(golden.samples().get(i) - actual.samples().get(i)));
    }
    return largest;
  }
}
