package mien.vault;

import mien.vault.config.VaultStore;

/** The contract on SQLite. */
class SqliteVaultTest extends VaultContract {

  @Override
  VaultStore store() {
    return new VaultStore.Embedded();
  }
}
