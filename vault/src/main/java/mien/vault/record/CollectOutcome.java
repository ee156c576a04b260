package mien.vault.record;

import java.util.Optional;
import mien.vault.subject.BiometricCollection;

/** What came of an upload. */
public sealed interface CollectOutcome {

  /**
   * The photo is kept, sealed, logged and on disk.
   *
   * @param facts which photograph
   * @param replaced under which id the photo before it was destroyed; {@code
   *     Vault.replacementReceipt} signs for that
   */
  record Collected(BiometricCollection.Facts facts, Optional<String> replaced)
      implements CollectOutcome {}

  /**
   * Nothing was computed and nothing kept.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements CollectOutcome {}
}
