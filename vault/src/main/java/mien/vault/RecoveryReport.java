package mien.vault;

/**
 * What an opening vault put in order after a crash; all zero after a clean end.
 *
 * @param orphanFiles files that a writer began or was removing when it died; removed
 * @param orphanKeys keys that it had made or was destroying, which open nothing; destroyed
 * @param missingFiles rows whose file is gone: somebody removed it; restore it or erase the subject
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
