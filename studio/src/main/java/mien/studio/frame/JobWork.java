package mien.studio.frame;

import java.time.Duration;
import java.util.OptionalLong;

/** What the jobs of a kind do. */
@FunctionalInterface
public interface JobWork {

  /**
   * Does it, and returns when it is done or was cancelled. A fault ends the job.
   *
   * @param key what with
   */
  void run(String key, Run run);

  /** A job, as its work sees it. For the job's thread. */
  interface Run {

    /** Whether to stop. */
    boolean cancelled();

    /**
     * Tells how far it is.
     *
     * @param done steps
     * @param total steps in all; empty while that is not known
     * @param note what it does now; nothing of a person
     */
    void progress(long done, OptionalLong total, String note);

    /** Waits, but not beyond being cancelled. */
    void pause(Duration time);
  }
}
