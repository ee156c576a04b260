package mien.vault;

import static mien.vault.Desk.OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mien.vault.config.VaultStore;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.record.CheckReport;
import mien.vault.record.CollectOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
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

  /** Not in live rows, not in dead ones: in no page of the server's tables. */
  @Test
  void nothingOfWhoWasErasedStaysInThePagesOfTheTables() throws Exception {
    EmbeddedPostgres running = Objects.requireNonNull(server);
    SubjectId id;
    String path;
    try (Vault vault = open("biometric_v2")) {
      id = Desk.collected(vault, "number-4711-of-erased", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      vault.admin(Desk.ADMIN).placeHold(id, "reason");
      vault.admin(Desk.ADMIN).liftHold(id);
      path =
          ((CollectOutcome.Collected) vault.officer(OFFICER).collect(id, Desk.photo(2)))
              .facts()
              .dataPath();
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      Path base = Path.of(row.getString(1), "base");
      statement.getConnection().createStatement().execute("CHECKPOINT");
      try (Stream<Path> files = Files.walk(base)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(bytes.contains("number-4711-of-erased")).as(file.toString()).isFalse();
          assertThat(bytes.contains(id.value())).as(file.toString()).isFalse();
          assertThat(bytes.contains(path)).as(file.toString()).isFalse();
        }
      }
    }
  }

  /** One wrong line in the settings: the folder of one vault, the database of another. */
  @Test
  void theFolderOfOneAndTheDatabaseOfAnotherDestroyNothing() throws Exception {
    EmbeddedPostgres running = Objects.requireNonNull(server);
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS other");
      statement.execute("CREATE DATABASE other");
    }
    VaultStore other =
        new VaultStore.Server(running.getJdbcUrl("postgres", "other"), "postgres", "postgres");
    Desk stranger = new Desk(temporary, temporary.resolve("stranger"));
    SubjectId id;
    try (Vault vault = open();
        Vault strange = Vault.open(stranger.config().withStore(other))) {
      id = Desk.collected(vault, "staff-1", 1);
      for (int i = 0; i < 5; i++) {
        Desk.collected(strange, "other-" + i, i);
      }
    }
    for (boolean named : List.of(true, false)) {
      if (!named) {
        // As a folder that an earlier mien made, which does not say whose it is.
        Files.delete(desk.folder.resolve("vault.id"));
        Files.delete(stranger.folder.resolve("vault.id"));
      }
      WrongKeysTest.fails(
          "vault.keys-apart", () -> Vault.open(desk.config().withStore(other)).close());
      WrongKeysTest.fails(
          "vault.keys-apart", () -> Vault.open(stranger.config().withStore(store())).close());
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).hasSize(1);
      assertThat(new SealedFiles(stranger.folder, FaultPoints.NONE).all()).hasSize(5);
    }
    try (Vault vault = open()) {
      assertThat(photo(vault, id)).isEqualTo(Desk.photo(1));
    }
    try (Vault vault = Vault.open(stranger.config().withStore(other))) {
      assertThat(vault.admin(Desk.ADMIN).check()).isEqualTo(new CheckReport(5, 5, List.of()));
    }
  }

  @Test
  void aVaultOfTheSchemaBeforeOpensVerifiesAndErases() throws Exception {
    EmbeddedPostgres running = Objects.requireNonNull(server);
    OldVaultTest.unpack("postgresql.zip", temporary);
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(temporary.resolve("dump.sql")));
    }
    desk.clock.set(OldVaultTest.THEN);
    try (Vault vault = open("biometric_v2")) {
      OldVaultTest.is(vault);
    }
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
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isEqualTo(new EraseOutcome.Unfinished(List.of("a row")));
      statement.execute("UPDATE collection SET classifications_sealed = NULL");
      assertThat(vault.officer(OFFICER).finishErasures())
          .singleElement()
          .isInstanceOfSatisfying(
              EraseOutcome.Erased.class,
              erased ->
                  assertThat(erased.receipt().text())
                      .contains(
                          "database: looked through the sealed columns of embedding.sealed, ",
                          "rewritten by the server: mien_keys.subject_key, ",
                          " subject, erasure,",
                          "not looked through: its pages, write-ahead log, replicas and backups")
                      .containsPattern("patterns looked for: [1-9]"));
    }
  }
}
