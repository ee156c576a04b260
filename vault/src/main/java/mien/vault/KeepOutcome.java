package mien.vault;

/** What came of keeping something derived from a photo. */
public sealed interface KeepOutcome {

  /**
   * It is kept.
   *
   * @param id the vault's own name of it
   */
  record Kept(String id) implements KeepOutcome {}

  /**
   * Nothing was kept.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements KeepOutcome {}
}
