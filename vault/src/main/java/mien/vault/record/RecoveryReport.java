package mien.vault.record;

/**
 * What an opening vault put in order after a crash; all zero after a clean end.
 *
 * @param orphanFiles files that a writer began or was removing when it died; removed. Of a vault
 *     that is opened to read: files that its database does not know, because it is older than they
 *     are or another vault's; opening it to write refuses that
 * @param orphanKeys keys that the writer had made or was destroying, which open nothing; destroyed.
 *     Of a vault that is opened to read: keys that its database does not know
 * @param missingFiles rows whose file was removed; restore it or erase the subject
 * @param erasuresFinished erasures that had been interrupted
 * @param erasuresPending erasures that still could not be finished
 */
public record RecoveryReport(
    int orphanFiles, int orphanKeys, int missingFiles, int erasuresFinished, int erasuresPending) {

  /** Whether nothing was to be put in order. */
  public boolean clean() {
    return equals(new RecoveryReport(0, 0, 0, 0, 0));
  }
}
