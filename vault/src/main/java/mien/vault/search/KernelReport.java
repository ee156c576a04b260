package mien.vault.search;

import java.util.Optional;

/**
 * Which arithmetic a search runs on.
 *
 * @param name {@code vector-512} and the like, or {@code scalar}
 * @param refused why the vector kernel does not run; empty when it does
 */
public record KernelReport(String name, Optional<String> refused) {}
