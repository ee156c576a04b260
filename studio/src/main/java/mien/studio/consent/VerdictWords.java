package mien.studio.consent;

import mien.vault.audit.AuditVerdict;
import mien.vault.audit.AuditVerdict.Witness;

/** What a verdict means, for a person. */
public final class VerdictWords {

  private VerdictWords() {}

  /** One sentence. */
  public static String of(AuditVerdict verdict) {
    return switch (verdict) {
      case AuditVerdict.Sound sound ->
          "Every leaf is as it was written"
              + (sound.anchors() == 0
                  ? ". Without an anchor nobody can tell whether newer leaves were removed."
                  : ", and so it was when it was anchored.");
      case AuditVerdict.LeafBroken(long leaf, AuditVerdict.LeafFault fault) ->
          switch (fault) {
            case MISSING -> "Leaf " + leaf + " was removed.";
            case MALFORMED -> "Leaf " + leaf + " is no event that mien could have written.";
            case MISPLACED ->
                "Leaf " + leaf + " belongs elsewhere: leaves were moved, removed or put in.";
            case ALTERED -> "Leaf " + leaf + " was altered.";
          };
      case AuditVerdict.NodeBroken _ ->
          "A stored inner hash was altered. Leaves and heads are whole; proofs would fail.";
      case AuditVerdict.TailBroken _ ->
          "The stored count was altered. Leaves and heads are whole; the next append would fail.";
      case AuditVerdict.HeadBroken(Witness witness, long number, AuditVerdict.HeadFault fault) ->
          switch (fault) {
            case MISSING -> word(witness) + number + " was removed.";
            case MALFORMED -> word(witness) + number + " is no signed head.";
            case MISPLACED -> word(witness) + number + " is of a smaller log than the one before.";
            case FORGED -> word(witness) + number + " was not signed by a key that is trusted.";
          };
      case AuditVerdict.Truncated cut ->
          "The newest leaves, from " + cut.leaves() + " to " + (cut.size() - 1) + ", were removed.";
      case AuditVerdict.Forked forked ->
          "At least one leaf from %d to %d is not the one that was signed."
              .formatted(forked.first(), forked.last());
      case AuditVerdict.Unsigned unsigned ->
          "Nobody signed the leaves from %d to %d: heads were removed, or leaves put in by hand."
              .formatted(unsigned.first(), unsigned.last());
    };
  }

  private static String word(Witness witness) {
    return switch (witness) {
      case HEAD -> "Head ";
      case ANCHOR -> "Anchor ";
    };
  }
}
