package mien.vault.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import mien.core.MienException;
import mien.vault.fault.VaultFault;
import mien.vault.policy.Sha256;

/**
 * Brings a schema to the version that this program knows, one transaction a step.
 *
 * <p>Why not Flyway: see ADR 4. A step that was applied is never changed afterwards: its SHA-256 is
 * kept and compared. A schema newer than the program is refused, because an old program would write
 * what the new one no longer understands.
 */
final class Migrations {

  private static final List<String> KEYS = List.of("K1__keys.sql", "K2__generations.sql");
  private static final List<String> VAULT =
      List.of(
          "V1__vault.sql",
          "V2__audit.sql",
          "V3__erasure.sql",
          "V4__promises.sql",
          "V5__search.sql");

  private Migrations() {}

  static void run(Connection connection, Dialect dialect, Instant now) throws SQLException {
    apply(connection, "mien_keys.", KEYS, dialect, now);
    apply(connection, "", VAULT, dialect, now);
  }

  private static void apply(
      Connection connection, String schema, List<String> steps, Dialect dialect, Instant now)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + schema
              + "schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL,"
              + " sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)");
    }
    List<Applied> applied =
        Rows.list(
            connection,
            "SELECT version, name, sha256 FROM " + schema + "schema_version ORDER BY version",
            row -> new Applied(row.getInt(1), row.getString(2), row.getString(3)));
    if (applied.size() > steps.size()) {
      Applied last = applied.getLast();
      throw new MienException(
          VaultFault.NEWER_SCHEMA,
          "The vault has the schema '"
              + last.name
              + "', but this mien knows "
              + steps.getLast()
              + " and older: start the newer mien that wrote it.");
    }
    for (int i = 0; i < steps.size(); i++) {
      String script = script(dialect, steps.get(i));
      Applied step = new Applied(i + 1, steps.get(i), Sha256.of(script).hex());
      if (i < applied.size()) {
        check(applied.get(i), step);
      } else {
        execute(connection, schema, script, step, now);
      }
    }
  }

  private static void check(Applied applied, Applied known) {
    if (!applied.equals(known)) {
      throw new MienException(
          VaultFault.OTHER_SCHEMA,
          "Step "
              + known.version
              + " of the vault's schema must be "
              + known.name
              + " as this mien has it, but the vault was made with another text of it: open it"
              + " with the mien that made it.");
    }
  }

  private static void execute(
      Connection connection, String schema, String script, Applied step, Instant now)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // Both drivers run a script of several statements, triggers and all.
      statement.executeUpdate(script);
      Rows.update(
          connection,
          "INSERT INTO " + schema + "schema_version VALUES (?, ?, ?, ?)",
          (long) step.version,
          step.name,
          step.sha256,
          now.toEpochMilli());
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String script(Dialect dialect, String name) {
    String path = dialect.folder() + "/" + name;
    try (InputStream stream = Migrations.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new MienException(VaultFault.MIGRATION, "The step " + path + " is missing.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MienException(VaultFault.MIGRATION, "The step " + path + " is broken.", e);
    }
  }

  private record Applied(int version, String name, String sha256) {}
}
