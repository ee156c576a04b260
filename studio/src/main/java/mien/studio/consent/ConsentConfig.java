package mien.studio.consent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mien.core.MienException;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.Disclosed;
import mien.vault.policy.PolicyPack;

/**
 * How a consent desk is set up.
 *
 * @param vault which one
 * @param staff who may what; empty: the user of this machine is {@code admin:local}, and the server
 *     listens on loopback alone
 * @param guesser who guesses from photos; other than none only under a policy that discloses it
 */
public record ConsentConfig(VaultConfig vault, List<Staff> staff, Guesser guesser) {

  /** Refuses what the policy does not disclose, and staff that cannot be. */
  public ConsentConfig {
    staff = List.copyOf(staff);
    requireDisclosed(vault.policy(), guesser);
    Set<String> ids = new HashSet<>();
    for (Staff one : staff) {
      if (!ids.add(one.actor().keyId())) {
        throw wrong("the id '" + one.actor().keyId() + "' is there twice");
      }
      if (one.actor().role() == Role.SYSTEM) {
        throw wrong("the role system is mien's own: choose viewer, officer or admin");
      }
    }
    requireKeysOfTheirOwn(staff);
  }

  private static void requireKeysOfTheirOwn(List<Staff> staff) {
    for (int i = 0; i < staff.size(); i++) {
      for (Staff other : staff.subList(i + 1, staff.size())) {
        if (other.key().sameAs(staff.get(i).key())) {
          throw wrong(
              "'"
                  + staff.get(i).actor().keyId()
                  + "' and '"
                  + other.actor().keyId()
                  + "' have the same key, so no one could tell who acted; give each their own");
        }
      }
    }
  }

  /** A desk for the user of this machine. */
  public static ConsentConfig of(VaultConfig vault) {
    return new ConsentConfig(vault, List.of(), new Guesser.None());
  }

  /** The same for these people alone. */
  public ConsentConfig with(List<Staff> people) {
    return new ConsentConfig(vault, people, guesser);
  }

  private static void requireDisclosed(PolicyPack policy, Guesser guesser) {
    boolean wanted =
        switch (guesser) {
          case Guesser.None _ -> false;
          case Guesser.Engine _, Guesser.Program _ -> true;
        };
    if (wanted && !policy.keeps().contains(Disclosed.CLASSIFICATIONS)) {
      throw new MienException(
          ConsentFault.VAULT_CLASSIFICATION,
          "The policy "
              + policy.name()
              + " discloses no classifications, so none may be made: set provider = \"none\" in"
              + " [vault.classification], or choose a policy of version 2 that people then"
              + " release.");
    }
  }

  private static MienException wrong(String why) {
    return new MienException(
        ConsentFault.VAULT_STAFF, "The staff of [[vault.staff]] cannot be: " + why + ".");
  }
}
