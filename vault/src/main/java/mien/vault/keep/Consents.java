package mien.vault.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.vault.audit.AuditAction;
import mien.vault.config.Actor;
import mien.vault.open.ConsentSeal;
import mien.vault.open.ReleaseBinding;
import mien.vault.open.VaultParts;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.RetentionSchedule;
import mien.vault.record.ConsentOutcome;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.SubjectTable;
import mien.vault.sql.TextTable;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;

/** Giving, withdrawing and running out of consents. */
public final class Consents {

  private final VaultParts parts;

  public Consents(VaultParts parts) {
    this.parts = parts;
  }

  public ConsentOutcome give(SubjectId id, Release release, Actor actor) {
    Optional<ConsentForm> wanted = parts.config().policy().form(parts.config().organization());
    if (wanted.isEmpty()) {
      return new ConsentOutcome.NoneNeeded();
    }
    ConsentForm form = wanted.get();
    if (!release.textHash().equals(form.hash())) {
      return new ConsentOutcome.TextChanged(form);
    }
    if (!form.purposes().contains(release.purpose())) {
      return new ConsentOutcome.PurposeNotOffered(form);
    }
    return parts
        .database()
        .write(
            transaction -> new ConsentOutcome.Given(give(transaction, id, form, release, actor)));
  }

  private Consent give(
      Connection transaction, SubjectId id, ConsentForm form, Release release, Actor actor)
      throws SQLException {
    VaultParts.subject(transaction, id);
    Instant now = parts.clock().tick(transaction);
    ConsentTable table = new ConsentTable(transaction);
    // Two releases of one millisecond must still have an order: the later one decides.
    Instant given =
        table
            .latest(id)
            .map(ConsentTable.Row::givenAt)
            .filter(last -> !last.isBefore(now))
            .map(last -> last.plusMillis(1))
            .orElse(now);
    ConsentSeal seal =
        new ConsentSeal(release.signer(), release.capacity(), release.method(), release.evidence());
    String consentId = parts.newId();
    SealingKey key = parts.keys().key(transaction, id, SubjectKeyKind.RECORD);
    ConsentTable.Row row =
        new ConsentTable.Row(
            consentId,
            id,
            form.template(),
            form.hash(),
            release.purpose(),
            given,
            RetentionSchedule.after(given, form.term()),
            Optional.empty(),
            key.seal(seal.encode(), ConsentSeal.context(id, consentId), parts.config().random()),
            Optional.empty());
    table.add(row);
    table.bind(consentId, ReleaseBinding.of(key, row, Optional.empty()));
    new TextTable(transaction).keep(form.hash(), form.text());
    SubjectTable subjects = new SubjectTable(transaction);
    subjects.interacted(id, now);
    subjects.purposeSatisfied(id, null);
    parts
        .audit()
        .append(
            transaction,
            AuditAction.CONSENT_GIVEN,
            id,
            actor,
            now,
            "template",
            form.template().value(),
            "text_sha256",
            form.hash().hex(),
            "method",
            release.method().word(),
            "consent",
            consentId);
    return seal.consent(row);
  }

  /** Withdraws whatever holds; whether anything did. */
  public boolean withdraw(SubjectId id, Actor actor) {
    return parts
        .database()
        .write(
            transaction -> {
              VaultParts.subject(transaction, id);
              Instant now = parts.clock().tick(transaction);
              if (withdraw(transaction, id, now) == 0) {
                return false;
              }
              new SubjectTable(transaction).interacted(id, now);
              parts.audit().append(transaction, AuditAction.CONSENT_WITHDRAWN, id, actor, now);
              return true;
            });
  }

  /** Every release that is not withdrawn yet; how many there were. */
  private int withdraw(Connection transaction, SubjectId id, Instant now) throws SQLException {
    ConsentTable table = new ConsentTable(transaction);
    Optional<SealingKey> key = parts.keys().find(transaction, id, SubjectKeyKind.RECORD);
    int withdrawn = 0;
    for (ConsentTable.Row row : table.of(id)) {
      if (row.withdrawnAt().isEmpty()) {
        table.withdraw(row.id(), now);
        if (key.isPresent()) {
          table.bind(row.id(), ReleaseBinding.of(key.get(), row, Optional.of(now)));
        }
        withdrawn++;
      }
    }
    return withdrawn;
  }

  public Optional<byte[]> evidence(SubjectId id, String consentId) {
    return parts
        .database()
        .read(
            reader -> {
              for (ConsentTable.Row row : new ConsentTable(reader).of(id)) {
                if (row.id().equals(consentId)) {
                  SealingKey key = parts.keys().key(reader, id, SubjectKeyKind.RECORD);
                  return Optional.of(ConsentSeal.open(key, row).evidence());
                }
              }
              return Optional.empty();
            });
  }

  public List<byte[]> evidence(Connection connection, SubjectId id) throws SQLException {
    SealingKey key = parts.keys().key(connection, id, SubjectKeyKind.RECORD);
    List<byte[]> all = new ArrayList<>();
    for (ConsentTable.Row row : new ConsentTable(connection).of(id)) {
      all.add(ConsentSeal.open(key, row).evidence());
    }
    return all;
  }
}
