package mien.vault.config;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;

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
 * @param organization whose vault it is
 * @param clock what time it is
 * @param random for keys, nonces and ids
 * @param holders other parts that erasures must ask
 * @param anchor the file that heads of the log are put into, if there is one
 * @param opener who opens it: stands on the leaf of a change of policy
 */
public record VaultConfig(
    Path folder,
    Path keys,
    VaultStore store,
    KeySource masterKey,
    PolicyPack policy,
    boolean policyAccepted,
    Organization organization,
    InstantSource clock,
    SecureRandom random,
    List<OtherHolder> holders,
    Optional<Path> anchor,
    Actor opener) {

  /** The user who can read the settings and the master key. */
  private static final Actor SETTINGS = new Actor(Role.ADMIN, "settings");

  /** Refuses a dormant policy that was not accepted. */
  public VaultConfig {
    holders = List.copyOf(holders);
    folder = folder.toAbsolutePath().normalize();
    keys = keys.toAbsolutePath().normalize();
    if (policy.dormant() && !policyAccepted) {
      throw new MienException(
          VaultFault.POLICY_DORMANT,
          "The policy "
              + policy.name()
              + " is dormant and must be accepted on purpose: read it, then accept it in the"
              + " settings, or choose another.");
    }
  }

  /** An SQLite vault with the system's clock and the system's randomness. */
  public static VaultConfig embedded(
      Path folder, KeySource masterKey, PolicyPack policy, Organization organization) {
    return new VaultConfig(
        folder,
        folder.resolve("keys"),
        new VaultStore.Embedded(),
        masterKey,
        policy,
        false,
        organization,
        InstantSource.system(),
        new SecureRandom(),
        List.of(),
        Optional.empty(),
        SETTINGS);
  }

  /** With another clock. */
  public VaultConfig withClock(InstantSource other) {
    return with(keys, store, other, holders, anchor, opener);
  }

  /** With another folder for the wrapped keys. */
  public VaultConfig withKeys(Path other) {
    return with(other, store, clock, holders, anchor, opener);
  }

  /** With another database. */
  public VaultConfig withStore(VaultStore other) {
    return with(keys, other, clock, holders, anchor, opener);
  }

  /** With other parts that erasures must ask. */
  public VaultConfig withHolders(List<OtherHolder> others) {
    return with(keys, store, clock, others, anchor, opener);
  }

  /** With a file of heads that the log must live up to. */
  public VaultConfig withAnchor(Path other) {
    return with(keys, store, clock, holders, Optional.of(other), opener);
  }

  /** Opened by an actor. */
  public VaultConfig openedBy(Actor other) {
    return with(keys, store, clock, holders, anchor, other);
  }

  /** With another policy, accepted even if it is dormant or not the one that the vault had. */
  public VaultConfig accepting(PolicyPack other) {
    return new VaultConfig(
        folder,
        keys,
        store,
        masterKey,
        other,
        true,
        organization,
        clock,
        random,
        holders,
        anchor,
        opener);
  }

  private VaultConfig with(
      Path otherKeys,
      VaultStore otherStore,
      InstantSource otherClock,
      List<OtherHolder> otherHolders,
      Optional<Path> otherAnchor,
      Actor otherOpener) {
    return new VaultConfig(
        folder,
        otherKeys,
        otherStore,
        masterKey,
        policy,
        policyAccepted,
        organization,
        otherClock,
        random,
        otherHolders,
        otherAnchor,
        otherOpener);
  }
}
