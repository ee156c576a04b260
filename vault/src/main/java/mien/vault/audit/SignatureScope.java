package mien.vault.audit;

/**
 * How many signatures a check looks at. One takes half a millisecond, which for a log with a head
 * for every leaf is most of the time of a check.
 */
public enum SignatureScope {
  /** Every head's. For the schedule, and for those who do not trust the database at all. */
  ALL,
  /**
   * The newest head's, and every anchor's. The root of the newest head depends on every leaf, so no
   * leaf can be altered unnoticed; what goes unnoticed is an older head with another signature. For
   * the start of a server.
   */
  NEWEST
}
