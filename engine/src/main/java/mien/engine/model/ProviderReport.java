package mien.engine.model;

import java.util.List;
import java.util.Map;

/**
 * Which execution provider was asked for, which runs, and why others were refused.
 *
 * @param requested in order of preference
 * @param actual the one that runs
 * @param refused the reason, by provider, for each one asked for that does not run
 */
public record ProviderReport(
    List<ExecutionProvider> requested,
    ExecutionProvider actual,
    Map<ExecutionProvider, String> refused) {

  /** Copies. */
  public ProviderReport {
    requested = List.copyOf(requested);
    refused = Map.copyOf(refused);
  }
}
