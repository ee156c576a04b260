package mien.engine.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which execution provider was asked for, which runs, and why others were refused.
 *
 * @param requested in order of preference
 * @param actual the one that runs
 * @param refused the reason, by provider, for each one asked for that does not run
 * @param goldenDifference the largest difference between the golden values on the model's card and
 *     what {@code actual} computed when the model was loaded; empty where the card has none
 * @param remarks what else was done to the graph, such as freeing its input size; sentences
 */
public record ProviderReport(
    List<ExecutionProvider> requested,
    ExecutionProvider actual,
    Map<ExecutionProvider, String> refused,
    OptionalDouble goldenDifference,
    List<String> remarks) {

  /** Copies. */
  public ProviderReport {
    requested = List.copyOf(requested);
    refused = Map.copyOf(refused);
    remarks = List.copyOf(remarks);
  }

  /** A report without a golden comparison and without remarks. */
  public ProviderReport(
      List<ExecutionProvider> requested,
      ExecutionProvider actual,
      Map<ExecutionProvider, String> refused) {
    this(requested, actual, refused, OptionalDouble.empty(), List.of());
  }
}
