package mien.vault;

/** The contract on SQLite. */
class SqliteVaultTest extends VaultContract {

  @Override
  VaultStore store() {
    return new VaultStore.Embedded();
  }
}
