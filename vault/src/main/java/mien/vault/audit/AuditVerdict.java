package mien.vault.audit;

import java.util.Locale;
import java.util.Objects;
import mien.core.audit.Hash;

/**
 * What a check of the log found: that it is sound, or the first thing that is not.
 *
 * <p>"First" is by place: heads and leaves are looked at in the order in which they were written,
 * anchors after them.
 */
public sealed interface AuditVerdict {

  /** Where a head was found that the log must live up to. */
  enum Witness {
    /** In the log itself. */
    HEAD,
    /** In the anchor file, out of reach of the one who altered the log. */
    ANCHOR
  }

  /** What is wrong with one leaf. */
  enum LeafFault {
    /** It is not there, though later leaves or its hash are. */
    MISSING,
    /** Its bytes are not the canonical form of an event. */
    MALFORMED,
    /** It says that it stands elsewhere: leaves were moved, removed or put between. */
    MISPLACED,
    /** Its bytes do not give the hash that was stored with it. */
    ALTERED
  }

  /** What is wrong with one head, whatever the leaves are. */
  enum HeadFault {
    /** It is not there, though later heads are. */
    MISSING,
    /** It is not the form of a head. */
    MALFORMED,
    /** It is of a smaller log than the head before it. */
    MISPLACED,
    /** No trusted key signed it. */
    FORGED
  }

  /**
   * One line for programs, the same that {@code packaging/audit-parity.sh} prints.
   *
   * @return without a line feed
   */
  String line();

  /**
   * Every leaf is in its place, and every head and anchor was signed over just these leaves.
   *
   * @param size leaves
   * @param root of them
   * @param heads in the log
   * @param anchors in the anchor file
   */
  record Sound(long size, Hash root, long heads, long anchors) implements AuditVerdict {

    /** Checks that there is a root. */
    public Sound {
      Objects.requireNonNull(root, "root");
    }

    @Override
    public String line() {
      return "sound: %d leaves, %d heads, %d anchors, root %s"
          .formatted(size, heads, anchors, root);
    }
  }

  /**
   * A leaf is not as it was written.
   *
   * @param leaf its place, from 0
   */
  record LeafBroken(long leaf, LeafFault fault) implements AuditVerdict {
    @Override
    public String line() {
      return "leaf %d: %s".formatted(leaf, fault.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A stored hash is not that of the leaves below it: proofs would fail. Leaves and heads may be
   * whole.
   *
   * @param level its subtree has {@code 2^level} leaves
   * @param index its subtree begins at leaf {@code index * 2^level}
   */
  record NodeBroken(int level, long index) implements AuditVerdict {
    @Override
    public String line() {
      return "node %d/%d: altered".formatted(level, index);
    }
  }

  /**
   * The stored number of leaves is not their number.
   *
   * @param says the number stored
   * @param leaves their number
   */
  record TailBroken(long says, long leaves) implements AuditVerdict {
    @Override
    public String line() {
      return "tail: %d for %d leaves".formatted(says, leaves);
    }
  }

  /**
   * A head is not one.
   *
   * @param number its place among the heads, or anchors, from 0
   */
  record HeadBroken(Witness witness, long number, HeadFault fault) implements AuditVerdict {
    @Override
    public String line() {
      return "%s %d: %s".formatted(word(witness), number, fault.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A signed head knows more leaves than there are: the last ones were removed.
   *
   * @param number of the head, from 0
   * @param size leaves that it signed
   * @param leaves that are left
   */
  record Truncated(Witness witness, long number, long size, long leaves) implements AuditVerdict {
    @Override
    public String line() {
      return "truncated: %s %d has %d leaves, the log %d"
          .formatted(word(witness), number, size, leaves);
    }
  }

  /**
   * The leaves do not give the root that was signed: another history was signed.
   *
   * @param number of the head, from 0
   * @param first the first leaf that may differ
   * @param last the last leaf that may differ
   */
  record Forked(Witness witness, long number, long first, long last) implements AuditVerdict {
    @Override
    public String line() {
      return "forked: %s %d, leaves %d to %d".formatted(word(witness), number, first, last);
    }
  }

  /**
   * Leaves that no head covers: heads were removed, or leaves put in by hand.
   *
   * @param first leaf that no head covers
   * @param last leaf of the log
   */
  record Unsigned(long first, long last) implements AuditVerdict {
    @Override
    public String line() {
      return "unsigned: leaves %d to %d".formatted(first, last);
    }
  }

  private static String word(Witness witness) {
    return witness.name().toLowerCase(Locale.ROOT);
  }
}
