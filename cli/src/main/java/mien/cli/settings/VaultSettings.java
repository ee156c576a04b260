package mien.cli.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mien.vault.policy.PolicyPack;

/**
 * The table {@code [vault]}: where photos rest, under which policy, and who may touch them. Paths
 * are as they are written: relative ones start at the working folder.
 *
 * @param folder of the vault; none: it is off
 * @param keys folder of the wrapped keys; none: inside {@code folder}
 * @param masterKeyFile holds the master key
 * @param credential the systemd credential that holds it; not together with a file
 * @param policy one of {@link PolicyPack#NAMES}
 * @param acceptPolicy which policy was accepted on purpose, though it is dormant or another than
 *     the vault had until now
 * @param organization whose vault it is, as releases name it
 * @param contact where a person turns to
 * @param anchor file that gets the log's newest head every day
 * @param staff who may what
 * @param store a database server instead of SQLite in the folder
 * @param classification who guesses from photos
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

  /**
   * The table {@code [vault.classification]}, for a policy that discloses classifications.
   *
   * @param provider who guesses
   * @param command the program's path and its arguments; there where {@code provider} is it, and
   *     else empty
   * @param timeout after which the program is killed
   */
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

  /**
   * One of {@code [[vault.staff]]}.
   *
   * @param id of the key, as the log names it: never a person's name
   * @param role what they may do
   * @param keyFile holds the key that they show
   */
  public record Employee(String id, Duty role, Path keyFile) {}

  /**
   * The table {@code [vault.store]}: a PostgreSQL server. All three are there, or none.
   *
   * @param url begins with {@code jdbc:postgresql:}
   * @param user who connects
   * @param passwordFile holds the password
   */
  public record Store(Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {}
}
