package mien.vault.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.vault.audit.AuditEvent;
import mien.vault.record.EraseScope;
import mien.vault.sql.CollectionTable;
import mien.vault.sql.SubjectTable;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one subject: a hold, the clocks of the schedule, a photo. Filled leaf by
 * leaf. For one thread.
 */
public final class SubjectInLog {

  /** A row and its leaf are of one moment, and a second moves no clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private @Nullable Instant created;
  private @Nullable Instant held;
  private @Nullable Instant interacted;
  private @Nullable Instant satisfied;
  private @Nullable Instant photographed;

  public void add(AuditEvent event) {
    Instant at = event.at();
    switch (event.action()) {
      case SUBJECT_CREATED -> {
        created = at;
        interacted = at;
      }
      case CONSENT_GIVEN -> {
        interacted = at;
        satisfied = null;
      }
      case CONSENT_WITHDRAWN, INTERACTED -> interacted = at;
      case PHOTO_COLLECTED -> {
        interacted = at;
        photographed = at;
      }
      case PURPOSE_SATISFIED -> satisfied = at;
      case HOLD_PLACED -> held = at;
      case HOLD_LIFTED -> held = null;
      case ERASED -> {
        if (!EraseScope.DERIVED.word().equals(event.facts().get("scope"))) {
          photographed = null;
        }
      }
      case CONSENT_EXPIRED,
          EMBEDDING_KEPT,
          CLASSIFIED,
          PHOTO_VIEWED,
          COMPARED,
          EXPORTED,
          SWEPT,
          KEY_ROTATED,
          POLICY_CHANGED,
          CLOCK_TRUSTED,
          RECOVERED,
          ACCESS_REFUSED -> {
        // Moves no clock.
      }
    }
  }

  /** Where the rows say something else. */
  public List<String> contradictions(SubjectTable.Row row, Optional<CollectionTable.Row> photo) {
    List<String> all = new ArrayList<>();
    add(all, "the person was entered", Optional.of(row.createdAt()), created);
    add(all, "it was put under a legal hold", row.holdPlacedAt(), held);
    add(all, "the person last dealt with you", Optional.of(row.lastInteractionAt()), interacted);
    add(all, "the purpose was satisfied", row.purposeSatisfiedAt(), satisfied);
    add(all, "a photo was kept", photo.map(CollectionTable.Row::collectedAt), photographed);
    return all;
  }

  private static void add(
      List<String> all, String what, Optional<Instant> row, @Nullable Instant said) {
    if (said == null) {
      if (row.isPresent()) {
        all.add("the log does not say that " + what);
      }
    } else if (row.filter(at -> !Duration.between(at, said).abs().minus(TOLERANCE).isPositive())
        .isEmpty()) {
      all.add("the log says that " + what + " at " + said);
    }
  }
}
