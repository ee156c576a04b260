package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a connection; it must not keep it.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

  /** Runs on the calling thread. */
  T run(Connection connection) throws SQLException;
}
