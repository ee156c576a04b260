package mien.vault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a real PostgreSQL server, whose binaries come from Maven Central. */
class PostgresVaultTest extends VaultContract {

  private static @Nullable EmbeddedPostgres server;
  private static String whyNot = "";

  @BeforeAll
  static void start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException | RuntimeException e) {
      whyNot = "the vault on PostgreSQL was not tested: no server started here: " + e.getMessage();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void empty() throws SQLException {
    Assumptions.assumeTrue(server != null, () -> whyNot);
    EmbeddedPostgres running = Objects.requireNonNull(server);
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS mien_keys CASCADE");
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
    }
  }

  @Override
  VaultStore store() {
    EmbeddedPostgres running = Objects.requireNonNull(server);
    return new VaultStore.Server(
        running.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
  }
}
