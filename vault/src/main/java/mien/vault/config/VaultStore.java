package mien.vault.config;

/** Which database holds the rows; files and, for SQLite, keys are in the vault's folder. */
public sealed interface VaultStore {

  /** SQLite in the vault's folder. */
  record Embedded() implements VaultStore {}

  /**
   * A PostgreSQL server, for rows and wrapped keys.
   *
   * @param url begins with {@code jdbc:postgresql:}
   * @param user who connects
   * @param password of the user
   */
  record Server(String url, String user, String password) implements VaultStore {

    /** Refuses another kind of server. */
    public Server {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException("a vault's server begins with jdbc:postgresql:");
      }
    }

    /** Never the password, which an address may hold too. */
    @Override
    public String toString() {
      return "Server";
    }
  }
}
