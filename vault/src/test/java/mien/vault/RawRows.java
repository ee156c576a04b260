package mien.vault;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import mien.vault.subject.SubjectId;

/** Looks behind the vault's back into its SQLite files, and changes them as an intruder would. */
final class RawRows {

  private final Path folder;

  RawRows(Path folder) {
    this.folder = folder;
  }

  private Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vault.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute("ATTACH '" + folder.resolve("keys/keys.db") + "' AS mien_keys");
    }
    return connection;
  }

  byte[] blob(String sql, SubjectId id) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id.value());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("no row: " + sql);
        }
        return row.getBytes(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** How many biometric keys there are. */
  int biometricKeys() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM mien_keys.subject_key WHERE kind = 'biometric'")) {
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void change(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
