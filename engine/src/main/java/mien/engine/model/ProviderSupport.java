package mien.engine.model;

import java.util.Optional;

/**
 * Whether an execution provider can be used on this machine.
 *
 * @param provider which
 * @param compiledIn whether the native library was built with it
 * @param refusal why it does not run; empty when a trial network ran on it
 */
public record ProviderSupport(
    ExecutionProvider provider, boolean compiledIn, Optional<String> refusal) {

  /** Whether a trial network ran on it. */
  public boolean usable() {
    return refusal.isEmpty();
  }
}
