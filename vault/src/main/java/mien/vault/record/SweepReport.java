package mien.vault.record;

import java.time.Instant;
import java.util.List;
import mien.vault.subject.SubjectId;

/**
 * What a sweep did, or would do.
 *
 * @param at when
 * @param dryRun whether nothing was changed
 * @param entries what was due, subject by subject, in the order of their ids
 */
public record SweepReport(Instant at, boolean dryRun, List<Entry> entries) {

  /** Copies. */
  public SweepReport {
    entries = List.copyOf(entries);
  }

  /** What became of one subject. */
  public enum Result {
    /** A dry run: would be erased. */
    WOULD_ERASE,
    /** Erased, with a receipt. */
    ERASED,
    /** Due, but a legal hold keeps it. */
    ON_HOLD,
    /** Erased, but the look found bytes or could not be done: no receipt yet. */
    UNFINISHED
  }

  /**
   * One subject.
   *
   * @param subject which
   * @param scope how much is due
   * @param reason why
   * @param dueAt since when
   * @param result what became of it
   */
  public record Entry(
      SubjectId subject, EraseScope scope, EraseReason reason, Instant dueAt, Result result) {}
}
