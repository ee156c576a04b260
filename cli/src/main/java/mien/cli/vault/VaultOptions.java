package mien.cli.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.fault.CliFault;
import mien.cli.settings.VaultSettings;
import mien.core.MienException;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.config.VaultStore;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which vault, and what opens it. An option that is given overrides its key. */
public final class VaultOptions {

  /** A policy that is not dormant, where which one does not matter. */
  private static final String OPEN = "biometric_v1";

  /** Who asks, where the settings do not say: worded so that it cannot pass for a name. */
  private static final Organization UNNAMED =
      new Organization("the keeper of this vault", "not named yet");

  /** Anyone who can read the master key may do everything. */
  public static final Actor KEEPER = new Actor(Role.ADMIN, "command-line");

  @Option(names = "--vault", paramLabel = "DIR", description = "The vault's folder (vault.folder).")
  @Nullable Path vault;

  @Option(
      names = "--master-key",
      paramLabel = "FILE",
      description =
          "File with its master key (default: in the configuration folder, made with a new vault).")
  @Nullable Path masterKey;

  @Option(
      names = "--passphrase",
      description = "Ask for the passphrase that the master key is made from, instead of a file.")
  boolean passphrase;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "biometric_v1, biometric_v2 or personal (default: biometric_v1).")
  @Nullable String policy;

  @Option(
      names = "--organization",
      paramLabel = "NAME",
      description = "Who asks for a release, as the release names them.")
  @Nullable String organization;

  /** The spelling of earlier versions. */
  @Option(names = "--organisation", hidden = true)
  @Nullable String organisation;

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      description = "Where a person can turn to, as the release says.")
  @Nullable String contact;

  /** The file of the log's heads that the settings name. */
  public static Optional<Path> anchor(MienCommand root) {
    return root.settings().vault().anchor().map(root.surroundings().folder()::resolve);
  }

  /** The vault's folder; empty: none was named. */
  public Optional<Path> folder(MienCommand root) {
    Optional<Path> named = vault != null ? Optional.of(vault) : root.settings().vault().folder();
    return named.map(folder -> root.surroundings().folder().resolve(folder));
  }

  /** Whether releases name who asks. */
  public boolean named(MienCommand root) {
    return organization != null
        || organisation != null
        || root.settings().vault().organization().isPresent();
  }

  /** Opens the vault, which must be there, and says what that put in order. */
  public Vault open(MienCommand root) {
    requireMade(root);
    Vault vault = Vault.open(config(root, MasterKey.Missing.REFUSE));
    RecoveryWords.of(vault.recovered())
        .ifPresent(words -> root.surroundings().err().println(root.errInk().warning(words)));
    return vault;
  }

  /** Opens the vault, which must be there, to look into it: nothing is put in order. */
  public Vault openToRead(MienCommand root) {
    requireMade(root);
    return Vault.openToRead(config(root, MasterKey.Missing.REFUSE));
  }

  /** Refuses a folder without a vault. */
  public void requireMade(MienCommand root) {
    Path folder = required(root);
    // With a server of its own the folder has no file to know it by.
    boolean server = root.settings().vault().store().url().isPresent();
    if (!server && !Files.exists(folder.resolve("vault.db"))) {
      throw usage(
          "A vault's folder has a file vault.db, and "
              + folder
              + " has none: check the path, or make one with 'mien vault init'.");
    }
  }

  /** Opens the vault, or makes it with its master key. */
  public Vault openOrMake(MienCommand root) {
    return Vault.open(config(root, MasterKey.Missing.MAKE));
  }

  /**
   * How to open the vault.
   *
   * @param missing what to do where a new vault has no master key yet
   */
  public VaultConfig config(MienCommand root, MasterKey.Missing missing) {
    VaultSettings settings = root.settings().vault();
    PolicyPack pack = PolicyPack.named(policy != null ? policy : settings.policy());
    if (settings.acceptPolicy().isPresent()) {
      String accepted = settings.acceptPolicy().get();
      if (!accepted.equals(pack.name())) {
        throw usage(
            "accept-policy in [vault] accepts "
                + accepted
                + ", but the policy is "
                + pack.name()
                + ": name the same in both, once you have read it, or leave accept-policy out.");
      }
      return config(root, missing, PolicyPack.named(OPEN)).accepting(pack);
    }
    if (pack.dormant()) {
      throw usage(
          "The policy "
              + pack.name()
              + " is dormant: read it, and accept it on purpose with accept-policy = \""
              + pack.name()
              + "\" in [vault], or choose another.");
    }
    return config(root, missing, pack);
  }

  /** Where the master key is, in words. */
  String keyPlace(MienCommand root) {
    return passphrase ? "a passphrase" : new MasterKey(root, required(root), masterKey).place();
  }

  /** How to open the vault for its log alone, which obeys no policy. */
  public VaultConfig forTheLog(MienCommand root) {
    return config(root, MasterKey.Missing.REFUSE, PolicyPack.named(OPEN));
  }

  private VaultConfig config(MienCommand root, MasterKey.Missing missing, PolicyPack pack) {
    Surroundings around = root.surroundings();
    VaultSettings settings = root.settings().vault();
    Path folder = required(root);
    VaultConfig config =
        VaultConfig.embedded(
                folder,
                passphrase
                    ? Passphrase.ask(root.surroundings())
                    : new MasterKey(root, folder, masterKey).source(missing),
                pack,
                organization(settings))
            .openedBy(KEEPER);
    Optional<Path> anchor = anchor(root);
    if (anchor.isPresent()) {
      config = config.withAnchor(anchor.get());
    }
    if (settings.keys().isPresent()) {
      config = config.withKeys(around.folder().resolve(settings.keys().get()));
    }
    Optional<VaultStore> server = server(around, settings.store());
    return server.isPresent() ? config.withStore(server.get()) : config;
  }

  private Path required(MienCommand root) {
    return folder(root)
        .orElseThrow(
            () ->
                usage(
                    "No vault was named: give --vault DIR, or set folder in [vault] of the"
                        + " settings."));
  }

  private Organization organization(VaultSettings settings) {
    String given = organization != null ? organization : organisation;
    String name = given != null ? given : settings.organization().orElse(UNNAMED.name());
    String where = contact != null ? contact : settings.contact().orElse(UNNAMED.contact());
    try {
      return new Organization(name, where);
    } catch (IllegalArgumentException e) {
      throw usage("--organization and --contact: " + e.getMessage() + ".");
    }
  }

  private static Optional<VaultStore> server(Surroundings around, VaultSettings.Store store) {
    if (store.url().isEmpty()) {
      return Optional.empty();
    }
    Path file = around.folder().resolve(store.passwordFile().orElseThrow());
    String password = SecretFile.read(file, "vault.store.password-file");
    return Optional.of(
        new VaultStore.Server(store.url().get(), store.user().orElseThrow(), password));
  }

  static MienException usage(String message) {
    return new MienException(CliFault.USAGE_VAULT, message);
  }
}
