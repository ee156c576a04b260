package mien.cli.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import mien.cli.command.MienCommand;
import mien.cli.command.Surroundings;
import mien.cli.fault.CliFault;
import mien.cli.settings.VaultSettings;
import mien.core.MienException;
import mien.vault.config.KeySource;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Where a vault's master key is: what was named first of {@code --master-key}, {@code
 * $MIEN_VAULT_KEY_FILE}, the settings, systemd's credential {@code mien-vault-key}; else a file in
 * the user's configuration folder, with the folder's name and a digest of its path. That one is
 * made with a new vault. Earlier ones made a file beside the folder, with its name and {@code
 * .key}, which a backup of the disk takes along: it still opens them, and that is said.
 */
public final class MasterKey {

  private static final String VARIABLE = "MIEN_VAULT_KEY_FILE";
  private static final String CREDENTIAL = "mien-vault-key";

  /** File systems that live in memory, or in a container's own layer. */
  private static final Set<String> PASSING = Set.of("overlay", "aufs", "tmpfs", "ramfs");

  private final MienCommand root;
  private final Path folder;
  private final @Nullable Path named;

  /** What to do where a new vault has no key yet. */
  public enum Missing {
    /** Make one, and tell where. */
    MAKE,
    /** Let the vault say that it is missing. */
    REFUSE
  }

  MasterKey(MienCommand root, Path folder, @Nullable Path named) {
    this.root = root;
    this.folder = folder;
    this.named = named;
  }

  KeySource source(Missing missing) {
    Surroundings around = root.surroundings();
    VaultSettings settings = root.settings().vault();
    Optional<Path> file =
        named != null
            ? Optional.of(named)
            : around.variable(VARIABLE).map(Path::of).or(settings::masterKeyFile);
    if (file.isPresent()) {
      return new KeySource.KeyFile(around.folder().resolve(file.get()));
    }
    if (settings.credential().isPresent()) {
      return new KeySource.Credential(settings.credential().get(), around.environment());
    }
    boolean handed =
        around
            .variable("CREDENTIALS_DIRECTORY")
            .map(directory -> Files.exists(Path.of(directory, CREDENTIAL)))
            .orElse(false);
    if (handed) {
      return new KeySource.Credential(CREDENTIAL, around.environment());
    }
    Path whole = folder.toAbsolutePath().normalize();
    Path beside = beside(whole);
    Path apart = apart(whole);
    if (Files.exists(beside) && !Files.exists(apart)) {
      if (missing == Missing.MAKE) {
        around.err().println(root.errInk().warning(movable(beside, apart)));
      }
      return new KeySource.KeyFile(beside);
    }
    boolean fresh = !Files.exists(folder.resolve("vault.db")) && !Files.exists(apart);
    if (missing == Missing.MAKE && fresh) {
      make(apart);
      around
          .err()
          .println(
              root.errInk()
                  .warning(
                      "A master key was made: "
                          + apart
                          + "\nWithout it no one can open the vault, including you. Keep a copy"
                          + " elsewhere, and never in the vault's backups."
                          + passing(apart)));
    }
    return new KeySource.KeyFile(apart);
  }

  /** What to say of a file that will not outlive the container or the machine's run; else empty. */
  private static String passing(Path file) {
    try {
      String type = Files.getFileStore(file).type();
      return PASSING.contains(type)
          ? "\nThis place is "
              + type
              + ", which is mostly gone with the container or at the next start: name a file on a volume"
              + " or disk with master-key-file in [vault], and move the key there now."
          : "";
    } catch (IOException _) {
      // The vault itself says that the key cannot be read.
      return "";
    }
  }

  private static String movable(Path beside, Path apart) {
    return "The master key lies beside the vault, where one backup takes both: "
        + beside
        + "\nMove it to "
        + apart
        + ", which is looked at by itself, or name another place with master-key-file.";
  }

  /** Where it is, in words: never what it is. */
  String place() {
    return switch (source(Missing.REFUSE)) {
      case KeySource.KeyFile file ->
          file.path()
              + (file.path().equals(beside(folder.toAbsolutePath().normalize()))
                  ? " (beside the vault, where one backup takes both: move it)"
                  : "")
              + passing(file.path());
      case KeySource.Credential credential -> "the credential " + credential.name();
      case KeySource.Passphrase _ -> "a passphrase";
    };
  }

  /** Outside the vault's folder and its parent: a copy of either must not hold the key. */
  private Path apart(Path folder) {
    String digest = Sha256.of(folder.toString()).hex().substring(0, 12);
    Path name = beside(folder).getFileName();
    return root.surroundings()
        .baseFolder("XDG_CONFIG_HOME", ".config")
        .resolve("mien/vault-keys")
        .resolve(digest + "-" + name);
  }

  private static Path beside(Path folder) {
    Path name = folder.getFileName();
    if (name == null) {
      throw VaultOptions.usage("A vault is a folder with a name, and " + folder + " has none.");
    }
    return folder.resolveSibling(name + ".key");
  }

  /** 32 random bytes as 64 digits, for the owner alone. */
  static void make(Path file) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      try (FileChannel channel =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
        // On disk before anything is wrapped under it: or a power cut costs the whole vault.
        channel.write(ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(US_ASCII)));
        channel.force(true);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      sync(file.toAbsolutePath().getParent());
    } catch (FileAlreadyExistsException e) {
      throw new MienException(
          CliFault.USAGE_VAULT,
          "A new master key is written into a new file, and " + file + " is there already.",
          e);
    } catch (IOException e) {
      throw new MienException(
          VaultFault.MASTER_KEY,
          "The master key could not be written to " + file + ": check the folder and the disk.",
          e);
    }
  }

  /** The name of a new file is the folder's, and is as good as the file only when that is kept. */
  private static void sync(@Nullable Path folder) throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
