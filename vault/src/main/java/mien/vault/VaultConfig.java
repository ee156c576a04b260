package mien.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * How to open a vault. Begin with {@link #embedded} and change what differs.
 *
 * @param folder of the vault; made if missing, for its owner alone
 * @param keys folder of the wrapped keys, backed up on its own; may be inside {@code folder}
 * @param store which database
 * @param masterKey where the master key comes from
 * @param policy what the vault obeys
 * @param policyAccepted whether an operator accepted on purpose that the policy is dormant, or
 *     another than the vault had until now
 * @param organisation whose vault it is
 * @param clock what time it is
 * @param random for keys, nonces and ids
 * @param holders other parts that erasures must ask
 */
public record VaultConfig(
    Path folder,
    Path keys,
    VaultStore store,
    KeySource masterKey,
    PolicyPack policy,
    boolean policyAccepted,
    Organisation organisation,
    InstantSource clock,
    SecureRandom random,
    List<OtherHolder> holders) {

  /** Refuses a dormant policy that nobody accepted. */
  public VaultConfig {
    holders = List.copyOf(holders);
    folder = folder.toAbsolutePath().normalize();
    keys = keys.toAbsolutePath().normalize();
    if (policy.dormant() && !policyAccepted) {
      throw new MienException(
          Blame.OPERATOR,
          "policy.dormant",
          "The policy "
              + policy.name()
              + " is dormant and must be accepted on purpose: read it, then accept it in the"
              + " settings, or choose another.");
    }
  }

  /** An SQLite vault with the system's clock and the system's randomness. */
  public static VaultConfig embedded(
      Path folder, KeySource masterKey, PolicyPack policy, Organisation organisation) {
    return new VaultConfig(
        folder,
        folder.resolve("keys"),
        new VaultStore.Embedded(),
        masterKey,
        policy,
        false,
        organisation,
        InstantSource.system(),
        new SecureRandom(),
        List.of());
  }

  /** With another clock. */
  public VaultConfig withClock(InstantSource other) {
    return new VaultConfig(
        folder,
        keys,
        store,
        masterKey,
        policy,
        policyAccepted,
        organisation,
        other,
        random,
        holders);
  }

  /** With another folder for the wrapped keys. */
  public VaultConfig withKeys(Path other) {
    return new VaultConfig(
        folder,
        other,
        store,
        masterKey,
        policy,
        policyAccepted,
        organisation,
        clock,
        random,
        holders);
  }

  /** With another database. */
  public VaultConfig withStore(VaultStore other) {
    return new VaultConfig(
        folder,
        keys,
        other,
        masterKey,
        policy,
        policyAccepted,
        organisation,
        clock,
        random,
        holders);
  }

  /** With another policy, accepted even if it is dormant or not the one that the vault had. */
  public VaultConfig accepting(PolicyPack other) {
    return new VaultConfig(
        folder, keys, store, masterKey, other, true, organisation, clock, random, holders);
  }

  /** With other parts that erasures must ask. */
  public VaultConfig withHolders(List<OtherHolder> others) {
    return new VaultConfig(
        folder,
        keys,
        store,
        masterKey,
        policy,
        policyAccepted,
        organisation,
        clock,
        random,
        others);
  }
}
