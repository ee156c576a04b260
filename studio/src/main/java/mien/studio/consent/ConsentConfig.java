package mien.studio.consent;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.vault.Role;
import mien.vault.VaultConfig;

/**
 * How a consent desk is set up.
 *
 * @param vault which one
 * @param staff who may what; nobody: whoever is at this machine is {@code admin:local}, and the
 *     server listens on loopback alone
 * @param anchor file to which the newest head of the log is added every day, and against which the
 *     log is checked; best on another machine
 * @param classify whether the engine's guesses of age and gender are kept, under a policy that
 *     discloses them
 */
public record ConsentConfig(
    VaultConfig vault, List<Staff> staff, Optional<Path> anchor, boolean classify) {

  /** Refuses two of the staff with one id, and a role that nobody may have. */
  public ConsentConfig {
    staff = List.copyOf(staff);
    Set<String> ids = new HashSet<>();
    for (Staff one : staff) {
      if (!ids.add(one.actor().keyId())) {
        throw wrong("the id '" + one.actor().keyId() + "' is there twice");
      }
      if (one.actor().role() == Role.SYSTEM) {
        throw wrong("the role system is mien's own: choose viewer, officer or admin");
      }
    }
  }

  /** A desk for whoever is at this machine. */
  public static ConsentConfig of(VaultConfig vault) {
    return new ConsentConfig(vault, List.of(), Optional.empty(), false);
  }

  /** The same for these people alone. */
  public ConsentConfig with(List<Staff> people) {
    return new ConsentConfig(vault, people, anchor, classify);
  }

  private static MienException wrong(String why) {
    return new MienException(
        Blame.OPERATOR, "vault.staff", "The staff of [[vault.staff]] cannot be: " + why + ".");
  }
}
