package mien.cli.vault;

import java.util.Optional;
import mien.vault.record.RecoveryReport;

/** What opening put in order, in words. */
final class RecoveryWords {

  private RecoveryWords() {}

  /** Nothing where nothing was. */
  static Optional<String> of(RecoveryReport report) {
    if (report.clean()) {
      return Optional.empty();
    }
    return Optional.of(
        "A command was cut off earlier. Opening the vault put it in order: "
            + report.orphanFiles()
            + " unfinished or replaced files and "
            + report.orphanKeys()
            + " unused keys removed, "
            + report.erasuresFinished()
            + " erasures finished; "
            + report.erasuresPending()
            + " erasures pending, "
            + report.missingFiles()
            + " files missing. What was removed is in the log.");
  }
}
