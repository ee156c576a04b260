package mien.vault.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/** Where the master key comes from: a systemd credential, a key file, or a passphrase. */
public final class MasterKeys {

  /** Rounds of PBKDF2-HMAC-SHA256: OWASP's password storage cheat sheet, 2023. */
  public static final int PASSPHRASE_ROUNDS = 600_000;

  /** Bytes of the salt of a passphrase. */
  public static final int SALT = 16;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private MasterKeys() {}

  /**
   * Reads a credential that systemd handed to this process ({@code LoadCredential=}, {@code
   * LoadCredentialEncrypted=}; systemd.exec(5)).
   *
   * @param environment of the process: {@code CREDENTIALS_DIRECTORY} names the folder
   */
  public static SealingKey credential(String name, Map<String, String> environment) {
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    if (folder == null) {
      throw fault(
          "The master key is to come from the systemd credential '"
              + name
              + "', but CREDENTIALS_DIRECTORY is not set: start mien as a service with"
              + " LoadCredential=, or configure a key file.");
    }
    return parse(read(Path.of(folder).resolve(name)), "the credential '" + name + "'");
  }

  /**
   * Reads a key file: 32 bytes, or 64 hexadecimal digits and a line end.
   *
   * @param data the vault's folder, in which the key must not lie
   * @throws MienException blame OPERATOR, code {@code vault.master-key}: missing, in the data
   *     folder, readable or writable by others, or not a key
   */
  public static SealingKey file(Path file, Path data) {
    if (real(file).startsWith(real(data))) {
      throw fault(
          "The master key must not lie beside the data it opens, but "
              + file
              + " is inside the vault's folder: move it elsewhere.");
    }
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw fault(
            "Only its owner may read or write the master key, but others may read or write "
                + file
                + ": chmod 600 it.");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return parse(read(file), file.toString());
  }

  /**
   * Derives a key from a passphrase by PBKDF2-HMAC-SHA256 (RFC 8018).
   *
   * @param passphrase at least 12 characters; the caller clears it
   */
  public static SealingKey passphrase(char[] passphrase, byte[] salt, int rounds) {
    if (passphrase.length < 12) {
      throw fault(
          "A passphrase has at least 12 characters, but this one has "
              + passphrase.length
              + ": choose a longer one, or use a key file.");
    }
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, SealingKey.LENGTH * 8);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return SealingKey.of(key);
    } catch (GeneralSecurityException e) {
      throw new MienException(VaultFault.SEAL, "PBKDF2 must be there and was not.", e);
    } finally {
      spec.clearPassword();
    }
  }

  private static SealingKey parse(byte[] bytes, String where) {
    try {
      if (bytes.length == SealingKey.LENGTH) {
        return SealingKey.of(bytes);
      }
      String text = new String(bytes, StandardCharsets.US_ASCII).strip();
      if (text.length() == 2 * SealingKey.LENGTH) {
        return SealingKey.of(HexFormat.of().parseHex(text));
      }
    } catch (IllegalArgumentException _) {
      // Said below, without showing what was there.
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    throw fault(
        "A master key is 32 bytes or 64 hexadecimal digits, but "
            + where
            + " holds "
            + bytes.length
            + " bytes of something else: make one with 'openssl rand -hex 32'.");
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > 4096) {
        throw fault("A master key is 32 bytes or 64 digits, but " + file + " is far larger.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Follows links as far as the path exists: a link must not smuggle the key into the folder. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    for (Path at = absolute; at != null; at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return at.toRealPath().resolve(at.relativize(absolute)).normalize();
        } catch (IOException _) {
          return absolute;
        }
      }
    }
    return absolute;
  }

  private static MienException unreadable(Path file, IOException cause) {
    return new MienException(
        VaultFault.MASTER_KEY,
        "The master key " + file + " cannot be read: check that it is there and whose it is.",
        cause);
  }

  private static MienException fault(String message) {
    return new MienException(VaultFault.MASTER_KEY, message);
  }
}
