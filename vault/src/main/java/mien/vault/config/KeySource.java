package mien.vault.config;

import java.nio.file.Path;
import java.util.Map;

/** Where the master key comes from. It never lies beside the data that it opens. */
public sealed interface KeySource {

  /**
   * A file with 32 bytes or 64 hexadecimal digits, outside the vault's folder, readable by its
   * owner alone: {@code openssl rand -hex 32}.
   *
   * @param path of the file
   */
  record KeyFile(Path path) implements KeySource {}

  /**
   * A credential that systemd hands to the service, {@code LoadCredentialEncrypted=}.
   *
   * @param name of the credential; no slash
   * @param environment of the process, for {@code CREDENTIALS_DIRECTORY}
   */
  record Credential(String name, Map<String, String> environment) implements KeySource {

    /** Refuses a name that is a path. */
    public Credential {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}") || name.contains("..")) {
        throw new IllegalArgumentException(
            "a credential's name has 1 to 64 of A-Z a-z 0-9 _ . - and no '..'");
      }
      environment = Map.copyOf(environment);
    }

    /** Never the environment: other secrets may be in it. */
    @Override
    public String toString() {
      return "Credential[" + name + "]";
    }
  }

  /** A passphrase of at least 12 characters, from which PBKDF2-HMAC-SHA256 makes the key. */
  final class Passphrase implements KeySource {

    private final char[] value;

    /** Takes a copy; the caller clears its own. */
    public Passphrase(char[] value) {
      this.value = value.clone();
    }

    /** A copy, which the caller clears. */
    public char[] value() {
      return value.clone();
    }

    @Override
    public String toString() {
      return "Passphrase";
    }
  }
}
