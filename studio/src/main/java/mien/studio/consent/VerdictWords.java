package mien.studio.consent;

import mien.vault.audit.AuditVerdict;
import mien.vault.audit.AuditVerdict.Witness;

/** What a verdict means, for a person, who calls a leaf an entry. */
public final class VerdictWords {

  private VerdictWords() {}

  /** One sentence. */
  public static String of(AuditVerdict verdict) {
    return switch (verdict) {
      case AuditVerdict.Sound sound ->
          "Every entry is as it was written"
              + (sound.anchors() == 0
                  ? ". Without a signed head that is kept elsewhere (an anchor) no one can tell whether newer"
                      + " entries were removed."
                  : ", and the heads that were kept elsewhere agree.");
      case AuditVerdict.LeafBroken(long leaf, AuditVerdict.LeafFault fault) ->
          switch (fault) {
            case MISSING -> "Entry " + leaf + " was removed.";
            case MALFORMED -> "Entry " + leaf + " is no event that mien could have written.";
            case MISPLACED ->
                "Entry " + leaf + " belongs elsewhere: entries were moved, removed or put in.";
            case ALTERED -> "Entry " + leaf + " was altered.";
          };
      case AuditVerdict.NodeBroken _ ->
          "A stored inner hash was altered. Entries and heads are whole; proofs would fail.";
      case AuditVerdict.TailBroken _ ->
          "The stored count was altered. Entries and heads are whole; the next append would fail.";
      case AuditVerdict.HeadBroken(Witness witness, long number, AuditVerdict.HeadFault fault) ->
          switch (fault) {
            case MISSING -> word(witness) + number + " was removed.";
            case MALFORMED -> word(witness) + number + " is no signed head.";
            case MISPLACED -> word(witness) + number + " is of a smaller log than the one before.";
            case FORGED -> word(witness) + number + " was not signed by a key that is trusted.";
          };
      case AuditVerdict.Truncated cut ->
          "The newest entries, from "
              + cut.leaves()
              + " to "
              + (cut.size() - 1)
              + ", were removed.";
      case AuditVerdict.Forked forked ->
          "At least one entry from %d to %d is not the one that was signed."
              .formatted(forked.first(), forked.last());
      case AuditVerdict.Unsigned unsigned ->
          "The entries from %d to %d are not signed: heads were removed, or entries put in by hand."
              .formatted(unsigned.first(), unsigned.last());
    };
  }

  private static String word(Witness witness) {
    return switch (witness) {
      case HEAD -> "Signed head ";
      case ANCHOR -> "Anchor ";
    };
  }
}
