package mien.vault.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/** The connections that read: at most {@value #MOST}, opened when they are needed. Thread-safe. */
final class Readers implements AutoCloseable {

  static final int MOST = 4;

  private final Dialect dialect;
  private final Duration wait;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private int open;
  private boolean closed;

  Readers(Dialect dialect, Duration wait) {
    this.dialect = dialect;
    this.wait = wait;
  }

  void requireOpen() {
    synchronized (idle) {
      if (closed) {
        throw new MienException(VaultFault.CLOSED, "A vault must not be used after it was closed.");
      }
    }
  }

  Connection borrow() {
    long until = System.nanoTime() + wait.toNanos();
    synchronized (idle) {
      while (true) {
        requireOpen();
        Connection connection = idle.poll();
        if (connection != null) {
          return connection;
        }
        if (open < MOST) {
          open++;
          break;
        }
        await(until);
      }
    }
    try {
      return dialect.open(false);
    } catch (SQLException | RuntimeException e) {
      synchronized (idle) {
        open--;
        idle.notifyAll();
      }
      throw e instanceof SQLException sql ? SqlFaults.of(sql) : (RuntimeException) e;
    }
  }

  /** Called with the lock of {@code idle}. */
  @SuppressWarnings("WaitNotInLoop") // the loop is in borrow
  private void await(long until) {
    long left = (until - System.nanoTime()) / 1_000_000;
    try {
      if (left > 0) {
        idle.wait(left);
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new MienException(
        VaultFault.BUSY,
        "At most " + MOST + " calls read the vault at a time, and all are taken: try again.");
  }

  void giveBack(Connection connection, boolean usable) {
    synchronized (idle) {
      if (usable && !closed) {
        idle.push(connection);
      } else {
        open--;
        Database.closeQuietly(connection);
      }
      idle.notifyAll();
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Database::closeQuietly);
      idle.clear();
      idle.notifyAll();
    }
  }
}
