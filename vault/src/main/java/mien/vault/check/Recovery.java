package mien.vault.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.erase.Eraser;
import mien.vault.open.VaultIdentity;
import mien.vault.open.VaultParts;
import mien.vault.record.EraseOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.Database;
import mien.vault.sql.EmbeddingTable;
import mien.vault.sql.ErasureTable;
import mien.vault.sql.FactTable;
import mien.vault.sql.KeyTable;
import mien.vault.sql.LooseTable;
import mien.vault.sql.SubjectTable;

/**
 * Puts in order what a writer that died left, while no one else writes: what the database itself
 * notes as loose, and not a file or key more. It is a leaf, which is written first.
 */
public final class Recovery {

  private final VaultParts parts;
  private final Eraser eraser;

  public Recovery(VaultParts parts, Eraser eraser) {
    this.parts = parts;
    this.eraser = eraser;
  }

  /** What is loose and not in use. */
  private record Leftovers(List<String> files, List<KeyTable.Key> keys, int missing) {}

  public RecoveryReport run() {
    Leftovers left = parts.database().exclusively(this::recover);
    boolean leapt = parts.database().read(parts.clock()::leapFrom).isPresent();
    // At once or not at all: if another process is ending them, opening must not wait for it.
    List<EraseOutcome> finished =
        leapt ? List.of() : eraser.finishAll(Actor.SWEEPER, Duration.ZERO);
    int ended = (int) finished.stream().filter(one -> one instanceof EraseOutcome.Erased).count();
    // What another process is ending is not pending.
    int pending =
        leapt
            ? parts.database().read(reader -> new ErasureTable(reader).pending()).size()
            : finished.size() - ended;
    return new RecoveryReport(left.files.size(), left.keys.size(), left.missing, ended, pending);
  }

  /** What a vault that is opened to be read has open, and what its database does not know. */
  public RecoveryReport look() {
    return parts
        .database()
        .read(
            reader -> {
              int pending = new ErasureTable(reader).pending().size();
              Strays strays = Strays.of(reader, parts.files());
              return new RecoveryReport(
                  strays.files().size(), strays.keys().size(), strays.missing(), 0, pending);
            });
  }

  private Leftovers recover(Database.Writer session) throws SQLException {
    Strays strays = session.transaction(transaction -> Strays.of(transaction, parts.files()));
    boolean marked = VaultIdentity.check(parts.config().folder(), parts.keys().vaultId());
    if (!marked) {
      strays.requireSome();
    }
    session.transaction(transaction -> settle(transaction, strays));
    if (!marked) {
      VaultIdentity.mark(parts.config().folder(), parts.keys().vaultId());
    }
    // A clock that may be wrong must sign nothing: what is loose stays so until it is set.
    if (session.transaction(parts.clock()::leapFrom).isPresent()) {
      return new Leftovers(List.of(), List.of(), strays.missing());
    }
    Leftovers left = session.transaction(transaction -> leftovers(transaction, strays));
    parts.files().removeLoose(left.files);
    session.transaction(transaction -> destroy(transaction, left.keys));
    session.transaction(this::forget);
    return left;
  }

  private Strays settle(Connection transaction, Strays strays) throws SQLException {
    if (new FactTable(transaction).adopted()) {
      strays.requireNone();
    } else {
      strays.adopt(transaction, parts.files());
      LogAgainstRows.bind(parts, transaction);
    }
    return strays;
  }

  /** What will be removed, which the log says before it is. */
  private Leftovers leftovers(Connection transaction, Strays strays) throws SQLException {
    LooseTable loose = new LooseTable(transaction);
    Set<String> files = new TreeSet<>(loose.files());
    files.removeAll(strays.rows());
    files.retainAll(strays.there());
    List<KeyTable.Key> keys = new ArrayList<>();
    for (KeyTable.Key key : loose.keys()) {
      if (new KeyTable(transaction).find(key).isPresent() && !inUse(transaction, key)) {
        keys.add(key);
      }
    }
    if (!files.isEmpty() || !keys.isEmpty()) {
      Instant now = parts.clock().tick(transaction);
      parts
          .audit()
          .appendForAll(
              transaction,
              AuditAction.RECOVERED,
              Actor.SWEEPER,
              now,
              "files",
              Integer.toString(files.size()),
              "keys",
              Integer.toString(keys.size()));
    }
    return new Leftovers(List.copyOf(files), keys, strays.missing());
  }

  /** Whether a row needs it, whatever the list says. */
  private static boolean inUse(Connection connection, KeyTable.Key key) throws SQLException {
    var subject = new SubjectTable(connection).find(key.subject());
    if (subject.isEmpty()) {
      return false;
    }
    return switch (key.kind()) {
      case RECORD, AUDIT -> true;
      case BIOMETRIC ->
          key.generation() == subject.get().biometricGeneration()
              && (!new CollectionTable(connection).filesOf(key.subject()).isEmpty()
                  || !new EmbeddingTable(connection).of(key.subject()).isEmpty());
    };
  }

  private static int destroy(Connection transaction, List<KeyTable.Key> keys) throws SQLException {
    for (KeyTable.Key key : keys) {
      new KeyTable(transaction).destroy(key);
    }
    return keys.size();
  }

  /** Files and keys are gone for good now, or have a row. */
  private boolean forget(Connection transaction) throws SQLException {
    LooseTable loose = new LooseTable(transaction);
    for (String path : loose.files()) {
      loose.remove(path);
    }
    for (KeyTable.Key key : loose.keys()) {
      loose.remove(key);
    }
    return true;
  }
}
