package mien.vault.audit;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The log in an SQLite file. */
class SqliteAuditLogTest extends AuditLogContract {

  @TempDir Path folder;

  @Override
  LogDatabase database() throws Exception {
    return LogDatabase.sqlite(folder.resolve("log.db"));
  }
}
