package mien.vault.record;

import java.util.Optional;

/** What came of keeping something derived from a photo. */
public sealed interface KeepOutcome {

  /**
   * It is kept.
   *
   * @param id the vault's own name of it
   * @param replaced under which id earlier ones were destroyed; {@link
   *     mien.vault.Officer#replacementReceipt} signs for that
   */
  record Kept(String id, Optional<String> replaced) implements KeepOutcome {}

  /**
   * Nothing was kept.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements KeepOutcome {}
}
