package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import mien.vault.policy.Sha256;

/** Rows of {@code signed_text}: what people signed, once each. For the thread of its connection. */
public record TextTable(Connection connection) {

  /** Keeps a text, if it is not there yet. */
  public void keep(Sha256 hash, String text) throws SQLException {
    if (find(hash).isEmpty()) {
      Rows.update(
          connection, "INSERT INTO signed_text (sha256, text) VALUES (?, ?)", hash.bytes(), text);
    }
  }

  /** The text of that hash. */
  public Optional<String> find(Sha256 hash) throws SQLException {
    return Rows.first(
        connection,
        "SELECT text FROM signed_text WHERE sha256 = ?",
        row -> row.getString(1),
        hash.bytes());
  }

  /** Whether a text of that hash was signed. */
  public boolean signed(Sha256 hash) throws SQLException {
    return Rows.count(
            connection, "SELECT count(*) FROM consent WHERE text_sha256 = ?", hash.bytes())
        > 0;
  }
}
