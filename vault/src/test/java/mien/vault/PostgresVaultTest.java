package mien.vault;

import static mien.vault.Desk.OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void bytesThatStayedInARowPreventTheReceipt() throws SQLException {
    EmbeddedPostgres running = Objects.requireNonNull(server);
    try (Vault vault = open();
        Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      SubjectId other = Desk.collected(vault, "staff-2", 2);
      statement.execute(
          "UPDATE collection SET classifications_sealed = (SELECT sealed FROM collection WHERE"
              + " subject_id = '%s'), template_id = 'x_v2' WHERE subject_id = '%s'"
                  .formatted(id, other));
      assertThat(vault.erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST, OFFICER))
          .isEqualTo(new EraseOutcome.Unfinished(List.of("a row")));
      statement.execute("UPDATE collection SET classifications_sealed = NULL");
      assertThat(vault.finishErasures(OFFICER))
          .singleElement()
          .isInstanceOfSatisfying(
              EraseOutcome.Erased.class,
              erased ->
                  assertThat(erased.receipt().text())
                      .contains("database: rows looked through")
                      .containsPattern("patterns looked for: [1-9]"));
    }
  }
}
