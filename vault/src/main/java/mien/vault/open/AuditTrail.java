package mien.vault.open;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import mien.vault.audit.AuditAction;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.AuditKeys;
import mien.vault.audit.Pseudonym;
import mien.vault.config.Actor;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.AuditLog;
import mien.vault.subject.SubjectId;

/** Writes what was done into the audit log, under pseudonyms. */
public final class AuditTrail {

  private final KeyRing keys;
  private final AuditLog log;

  public AuditTrail(KeyRing keys, VaultClock clock) {
    this.keys = keys;
    this.log = new AuditLog(new AuditKeys(keys.signer().pair(), List.of()), clock::raw);
  }

  public AuditLog log() {
    return log;
  }

  /** Whose leaf it is, as no one without the subject's audit key can tell. */
  public Pseudonym pseudonym(Connection connection, SubjectId subject) throws SQLException {
    return Pseudonym.of(
        keys.key(connection, subject, SubjectKeyKind.AUDIT).authenticate(subject.value()));
  }

  /** Appends a leaf about a subject. {@code facts}: keys and values in turn. */
  public void append(
      Connection transaction,
      AuditAction action,
      SubjectId subject,
      Actor actor,
      Instant now,
      String... facts)
      throws SQLException {
    log.append(transaction, event(transaction, action, subject, actor, now, facts));
  }

  /** A leaf about a subject, for {@link #appendAll}. {@code facts}: keys and values in turn. */
  public AuditEvent event(
      Connection transaction,
      AuditAction action,
      SubjectId subject,
      Actor actor,
      Instant now,
      String... facts)
      throws SQLException {
    return new AuditEvent(action, pseudonym(transaction, subject), actor.label(), now, map(facts));
  }

  /** Appends leaves under one signature. */
  public void appendAll(Connection transaction, List<AuditEvent> events) throws SQLException {
    log.appendAll(transaction, events);
  }

  /** Appends a leaf about no one subject. */
  public void appendForAll(
      Connection transaction, AuditAction action, Actor actor, Instant now, String... facts)
      throws SQLException {
    log.append(transaction, new AuditEvent(action, Pseudonym.NONE, actor.label(), now, map(facts)));
  }

  private static SortedMap<String, String> map(String... facts) {
    if (facts.length % 2 != 0) {
      throw new IllegalArgumentException("facts come in pairs: " + Arrays.toString(facts));
    }
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < facts.length; i += 2) {
      map.put(facts[i], facts[i + 1]);
    }
    return map;
  }
}
