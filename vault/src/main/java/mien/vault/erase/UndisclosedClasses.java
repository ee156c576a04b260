package mien.vault.erase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mien.core.MienException;
import mien.vault.open.PhotoSeal;
import mien.vault.open.VaultParts;
import mien.vault.policy.Sha256;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.FactTable;
import mien.vault.subject.SubjectId;

/**
 * Guesses of classes that the policy in force does not disclose: an earlier mien kept whatever a
 * provider answered. They are sealed, so finding them opens every one; once a sweep has found none
 * it is remembered, because since then none is kept.
 */
public final class UndisclosedClasses {

  private final VaultParts parts;

  public UndisclosedClasses(VaultParts parts) {
    this.parts = parts;
  }

  /** Whose photo has some. */
  public Set<SubjectId> all(Connection connection) throws SQLException {
    Set<SubjectId> found = new TreeSet<>();
    if (new FactTable(connection).classes().filter(seen -> seen == number()).isPresent()) {
      return found;
    }
    for (SubjectId id : new CollectionTable(connection).classified()) {
      if (has(connection, id)) {
        found.add(id);
      }
    }
    return found;
  }

  /** Whether this subject's photo has some; what does not open can be shown to no one either. */
  public boolean has(Connection connection, SubjectId id) throws SQLException {
    Optional<CollectionTable.Row> row = new CollectionTable(connection).find(id);
    if (row.flatMap(CollectionTable.Row::classifications).isEmpty()) {
      return false;
    }
    try {
      Optional<SealingKey> key = parts.keys().find(connection, id, SubjectKeyKind.BIOMETRIC);
      return key.flatMap(open -> PhotoSeal.guesses(open, row.get()))
          .filter(all -> !parts.config().policy().classes().containsAll(all.values().keySet()))
          .isPresent();
    } catch (MienException | IllegalArgumentException _) {
      return false;
    }
  }

  /** Remembers that there are none, if there are none. */
  public boolean remember(Connection transaction) throws SQLException {
    FactTable facts = new FactTable(transaction);
    boolean known = facts.classes().filter(seen -> seen == number()).isPresent();
    if (!known && all(transaction).isEmpty()) {
      facts.setClasses(number());
    }
    return known;
  }

  /** The disclosed classes as a number, from the first 60 bits of a digest. */
  private long number() {
    String classes = String.join(",", parts.config().policy().classes());
    return Long.parseLong(Sha256.of(classes).hex().substring(0, 15), 16);
  }
}
