package mien.studio.frame;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import mien.json.Member;

/**
 * A job at one moment, as clients read it.
 *
 * @param id of this run
 * @param name of its kind
 * @param state where it is
 * @param done steps that are done
 * @param total steps in all; empty while that is not known
 * @param note what it does now, or why it failed; nothing of a person
 * @param startedAt when
 * @param endedAt when; empty while it runs
 */
public record JobStatus(
    @Member("Of this run.") String id,
    @Member("Of its kind.") String name,
    State state,
    @Member("Steps.") long done,
    @Member("Steps in all; null while that is not known.") OptionalLong total,
    @Member("What it does now, or why it failed.") String note,
    Instant startedAt,
    @Member("Null while it runs.") Optional<Instant> endedAt) {

  /** Where a job is. */
  public enum State {
    /** At work. */
    RUNNING,
    /** All of it. */
    DONE,
    /** It could not go on. */
    FAILED,
    /** It was told to stop. */
    CANCELLED
  }
}
