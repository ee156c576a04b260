package mien.vault.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditEvent;
import mien.vault.audit.AuditReader;
import mien.vault.audit.Pseudonym;
import mien.vault.open.ReleaseBinding;
import mien.vault.open.VaultParts;
import mien.vault.policy.RetentionSchedule;
import mien.vault.seal.SealingKey;
import mien.vault.seal.SubjectKeyKind;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.ConsentTable;
import mien.vault.sql.LogReader;
import mien.vault.sql.SubjectTable;
import mien.vault.subject.SubjectId;

/**
 * Compares rows with what the log says of them: of releases, when each was given, to which text,
 * and that it was withdrawn; of subjects, their hold, their clocks, and whether a photo is held.
 * The log is read once, from its beginning, and then followed as it grows. For one thread.
 */
public final class LogAgainstRows {

  private static final int PAGE = 1000;

  /** Releases of one millisecond are put in order by giving later ones a later one. */
  private static final Duration ORDER = Duration.ofSeconds(1);

  /** A release as the log has it. */
  private record Given(long leaf, Pseudonym subject, AuditEvent event) {}

  /** A withdrawal: its leaf and its time. */
  private record Withdrawn(long leaf, Instant at) {}

  private final VaultParts parts;
  private final Map<String, Given> given = new HashMap<>();
  private final Map<Pseudonym, Withdrawn> withdrawn = new HashMap<>();
  private final Map<Pseudonym, SubjectInLog> subjects = new HashMap<>();
  private long read;

  private LogAgainstRows(VaultParts parts) {
    this.parts = parts;
  }

  public static LogAgainstRows read(VaultParts parts, Connection connection) {
    LogAgainstRows log = new LogAgainstRows(parts);
    log.follow(connection);
    return log;
  }

  /** Reads on to the end that this snapshot has, so that rows of it can be compared. */
  public void follow(Connection snapshot) {
    AuditReader reader = new LogReader(parts.audit().log(), snapshot);
    long size = reader.size();
    for (; read < size; read = Math.min(read + PAGE, size)) {
      long index = read;
      for (AuditEvent event : reader.events(read, PAGE)) {
        add(index++, event);
      }
    }
  }

  private void add(long index, AuditEvent event) {
    subjects.computeIfAbsent(event.pseudonym(), _ -> new SubjectInLog()).add(event);
    switch (event.action()) {
      case CONSENT_GIVEN ->
          given.put(
              event.facts().getOrDefault("consent", ""),
              new Given(index, event.pseudonym(), event));
      case CONSENT_WITHDRAWN -> withdrawn.put(event.pseudonym(), new Withdrawn(index, event.at()));
      case SUBJECT_CREATED,
          CONSENT_EXPIRED,
          PHOTO_COLLECTED,
          EMBEDDING_KEPT,
          CLASSIFIED,
          PHOTO_VIEWED,
          COMPARED,
          EXPORTED,
          INTERACTED,
          PURPOSE_SATISFIED,
          SWEPT,
          ERASED,
          HOLD_PLACED,
          HOLD_LIFTED,
          KEY_ROTATED,
          POLICY_CHANGED,
          CLOCK_TRUSTED,
          RECOVERED,
          ACCESS_REFUSED -> {
        // Nothing of a release.
      }
    }
  }

  /** Where a subject's rows say something else than the log; empty if nowhere. */
  public List<String> contradictions(Connection connection, SubjectTable.Row row)
      throws SQLException {
    Optional<SubjectInLog> said =
        Optional.ofNullable(subjects.get(pseudonym(connection, row.id())));
    return said.isEmpty()
        ? List.of("the log knows no such subject")
        : said.get().contradictions(row, new CollectionTable(connection).find(row.id()));
  }

  /** Why a row is not what the log says; none if it is. */
  public Optional<String> contradiction(Connection connection, ConsentTable.Row row)
      throws SQLException {
    Given said = given.get(row.id());
    if (said == null || !said.subject().equals(pseudonym(connection, row.subject()))) {
      return Optional.of("the log knows no such release of this subject");
    }
    Map<String, String> facts = said.event().facts();
    if (!row.template().value().equals(facts.get("template"))
        || !row.textHash().hex().equals(facts.get("text_sha256"))) {
      return Optional.of("the log says that it is to another text");
    }
    Instant at = said.event().at();
    if (row.givenAt().isBefore(at) || row.givenAt().isAfter(at.plus(ORDER))) {
      return Optional.of("the log says that it was given at " + at);
    }
    Optional<Instant> ended =
        Optional.ofNullable(withdrawn.get(said.subject()))
            .filter(one -> one.leaf() > said.leaf())
            .map(Withdrawn::at);
    if (ended.isPresent() != row.withdrawnAt().isPresent()) {
      return Optional.of(
          ended.isPresent()
              ? "the log says that it was withdrawn at " + ended.get()
              : "the log does not say that it was withdrawn");
    }
    return wrongTerm(row) ? Optional.of("its term is not the one of its text") : Optional.empty();
  }

  /** Known of the text in force alone. */
  private boolean wrongTerm(ConsentTable.Row row) {
    return parts
        .config()
        .policy()
        .template()
        .filter(text -> text.id().equals(row.template()))
        .map(text -> !RetentionSchedule.after(row.givenAt(), text.term()).equals(row.expiresAt()))
        .orElse(false);
  }

  private Pseudonym pseudonym(Connection connection, SubjectId id) throws SQLException {
    try {
      return parts.audit().pseudonym(connection, id);
    } catch (MienException _) {
      return Pseudonym.NONE;
    }
  }

  /** Binds releases of an earlier mien that are what the log says; others stay unbound. */
  public static int bind(VaultParts parts, Connection transaction) throws SQLException {
    ConsentTable table = new ConsentTable(transaction);
    LogAgainstRows log = read(parts, transaction);
    int bound = 0;
    for (ConsentTable.Row row : table.all()) {
      Optional<SealingKey> key =
          parts.keys().find(transaction, row.subject(), SubjectKeyKind.RECORD);
      if (row.bound().isEmpty()
          && key.isPresent()
          && log.contradiction(transaction, row).isEmpty()) {
        table.bind(row.id(), ReleaseBinding.of(key.get(), row, row.withdrawnAt()));
        bound++;
      }
    }
    return bound;
  }
}
