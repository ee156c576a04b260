package mien.vault.audit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The log in a PostgreSQL server that the test starts on loopback. */
class PostgresAuditLogTest extends AuditLogContract {

  private static EmbeddedPostgres server;
  private static int schemas;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  LogDatabase database() throws Exception {
    return LogDatabase.postgres(server, "log" + schemas++);
  }
}
