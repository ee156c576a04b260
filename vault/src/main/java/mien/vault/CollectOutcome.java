package mien.vault;

/** What came of an upload. */
public sealed interface CollectOutcome {

  /**
   * The photo is kept, sealed, logged and on disk.
   *
   * @param facts which photograph
   */
  record Collected(BiometricCollection.Facts facts) implements CollectOutcome {}

  /**
   * Nothing was computed and nothing kept.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements CollectOutcome {}
}
