package mien.studio.compare;

import java.util.Objects;
import java.util.Optional;

/**
 * What a provider says, and who really said it.
 *
 * @param value what
 * @param provider the name of the one that answered; another than was asked after a fallback
 * @param photoLeftMachine whether any part of a photo was sent elsewhere, even in vain
 * @param sentTo one sentence that says what was sent where, when an outside service answered
 * @param warning one sentence for the person who asked, when something did not go as set
 */
public record Opinion<T>(
    T value,
    String provider,
    boolean photoLeftMachine,
    Optional<String> sentTo,
    Optional<String> warning) {

  /** Refuses null. */
  public Opinion {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(sentTo, "sentTo");
    Objects.requireNonNull(warning, "warning");
  }

  /** Something that was found out on this machine. */
  public static <T> Opinion<T> local(T value) {
    return new Opinion<>(value, LocalFaceProvider.NAME, false, Optional.empty(), Optional.empty());
  }
}
