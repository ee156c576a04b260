package mien.vault.open;

/**
 * The moments between two steps of a write at which a process could die. Tests let it die there;
 * otherwise nothing happens.
 */
@FunctionalInterface
public interface FaultPoints {

  /** Lets nothing happen. */
  FaultPoints NONE = _ -> {};

  /** Between which steps. */
  enum Step {
    CONSENT_CHECKED,
    KEY_COMMITTED,
    RENEWAL_PREPARED,
    FILE_BEGUN,
    FILE_WRITTEN,
    FILE_SYNCED,
    FILE_RENAMED,
    FOLDER_SYNCED,
    ROWS_WRITTEN,
    AUDIT_APPENDED,
    COMMITTED,
    OLD_FILE_REMOVED,
    ERASURE_BEGUN,
    ROWS_DELETED,
    DESTROYED,
    STEP_ENDED,
    FILES_DESTROYED,
    SCRUBBED,
    LOOKED
  }

  /** Called after {@code step}. */
  void at(Step step);
}
