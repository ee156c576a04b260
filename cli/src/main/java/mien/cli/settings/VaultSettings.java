package mien.cli.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code [vault]}: where photos rest, under which policy, and who may touch them. Paths
 * are as they are written: relative ones start at the working folder.
 */
public record VaultSettings(
    Optional<Path> folder,
    Optional<Path> keys,
    Optional<Path> masterKeyFile,
    Optional<String> credential,
    String policy,
    Optional<String> acceptPolicy,
    Optional<String> organization,
    Optional<String> contact,
    Optional<Path> anchor,
    List<Employee> staff,
    Store store,
    Classification classification) {

  /** What holds without a settings file: no vault. */
  public static final VaultSettings DEFAULT =
      new VaultSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "biometric_v1",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          new Store(Optional.empty(), Optional.empty(), Optional.empty()),
          new Classification(Provider.NONE, List.of(), Duration.ofSeconds(20)));

  /** Copies. */
  public VaultSettings {
    staff = List.copyOf(staff);
  }

  /** Who guesses from photos. */
  public enum Provider {
    /** None: nothing is guessed. */
    NONE,
    /** The engine: age and gender. */
    ONNX,
    /** A program. */
    COMMAND
  }

  /** The table {@code [vault.classification]}, for a policy that discloses classifications. */
  public record Classification(Provider provider, List<String> command, Duration timeout) {

    /** Copies. */
    public Classification {
      command = List.copyOf(command);
    }
  }

  /** What a member of the staff may do. */
  public enum Duty {
    /** Look. */
    VIEWER,
    /** Also take releases and photos, erase, export. */
    OFFICER,
    /** Also place holds and sweep. */
    ADMIN
  }

  /** One of {@code [[vault.staff]]}. */
  public record Employee(String id, Duty role, Path keyFile) {}

  /** The table {@code [vault.store]}: a PostgreSQL server. All three are there, or none. */
  public record Store(Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {}
}
