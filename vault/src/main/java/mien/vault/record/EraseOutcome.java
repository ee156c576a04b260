package mien.vault.record;

import java.util.List;
import mien.vault.subject.LegalHold;

/** What came of an erasure. */
public sealed interface EraseOutcome {

  /**
   * It is gone, and the program looked.
   *
   * @param receipt for the person
   */
  record Erased(ErasureReceipt receipt) implements EraseOutcome {}

  /** There was nothing of that scope. */
  record NothingHeld() implements EraseOutcome {}

  /**
   * A legal hold forbids it.
   *
   * @param hold which
   */
  record OnHold(LegalHold hold) implements EraseOutcome {}

  /**
   * The rows, files and keys are gone, but the program still found bytes of them, or could not look
   * everywhere: no receipt is issued. {@link mien.vault.Officer#finishErasures} tries again.
   *
   * @param places where: file names of the vault, names of other holders
   */
  record Unfinished(List<String> places) implements EraseOutcome {

    /** Copies. */
    public Unfinished {
      places = List.copyOf(places);
    }
  }
}
