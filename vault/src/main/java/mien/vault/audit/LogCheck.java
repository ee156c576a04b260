package mien.vault.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mien.core.audit.Frontier;
import mien.core.audit.Hash;
import mien.core.audit.TreeHasher;
import mien.vault.audit.AuditSource.StoredHead;
import mien.vault.audit.AuditSource.StoredLeaf;
import mien.vault.audit.AuditVerdict.Forked;
import mien.vault.audit.AuditVerdict.HeadBroken;
import mien.vault.audit.AuditVerdict.HeadFault;
import mien.vault.audit.AuditVerdict.LeafBroken;
import mien.vault.audit.AuditVerdict.LeafFault;
import mien.vault.audit.AuditVerdict.NodeBroken;
import mien.vault.audit.AuditVerdict.Sound;
import mien.vault.audit.AuditVerdict.TailBroken;
import mien.vault.audit.AuditVerdict.Truncated;
import mien.vault.audit.AuditVerdict.Unsigned;
import mien.vault.audit.AuditVerdict.Witness;

/**
 * Reads a log once, from its first leaf on, and computes everything again: the tree grows leaf by
 * leaf, and wherever a head or an anchor stands its root must come out. All heads agree with the
 * one list of leaves, so any two of them are consistent. Memory does not grow with the log.
 *
 * <p>The order in which things are looked at is part of the format, because the shell verifier must
 * name the same finding. For one thread and one use.
 */
public final class LogCheck {

  private final AuditSource source;
  private final TrustedKeys keys;
  private final List<Optional<SignedHead>> anchors;
  private final SignatureScope scope;

  private final TreeHasher hasher = TreeHashes.treeHasher();
  private final Frontier frontier = new Frontier(hasher);
  private final Set<Long> anchoredSizes = new HashSet<>();
  private final Map<Long, Hash> rootsThere = new HashMap<>();
  private Optional<StoredHead> next = Optional.empty();
  private long heads;
  private long covered;
  private Optional<NodeBroken> brokenNode = Optional.empty();

  /**
   * A check of a log that has not begun.
   *
   * @param anchors heads that others keep; an empty one could not be read
   */
  public LogCheck(
      AuditSource source,
      TrustedKeys keys,
      List<Optional<SignedHead>> anchors,
      SignatureScope scope) {
    this.source = source;
    this.keys = keys;
    this.anchors = anchors;
    this.scope = scope;
    for (Optional<SignedHead> anchor : anchors) {
      anchor.ifPresent(head -> anchoredSizes.add(head.size()));
    }
  }

  /** Reads the whole log once. */
  public AuditVerdict run() {
    next = source.nextHead();
    Optional<AuditVerdict> fault = headsHere();
    while (fault.isEmpty()) {
      Optional<StoredLeaf> leaf = source.nextLeaf();
      if (leaf.isEmpty()) {
        return end();
      }
      fault = leaf(leaf.get());
      if (fault.isEmpty()) {
        fault = headsHere();
      }
    }
    return fault.get();
  }

  private Optional<AuditVerdict> leaf(StoredLeaf stored) {
    long place = frontier.size();
    Optional<LeafFault> fault = faultOf(stored, place);
    if (fault.isPresent()) {
      return Optional.of(new LeafBroken(place, fault.get()));
    }
    frontier.append(
        Hash.of(stored.hash()),
        (level, index, root) -> {
          if (brokenNode.isEmpty() && !source.nextNodeIs(level, index, root)) {
            brokenNode = Optional.of(new NodeBroken(level, index));
          }
        });
    return Optional.empty();
  }

  private Optional<LeafFault> faultOf(StoredLeaf stored, long place) {
    if (stored.index() != place || stored.content().isEmpty()) {
      return Optional.of(LeafFault.MISSING);
    }
    byte[] content = stored.content().get();
    Optional<LeafEncoding.Leaf> leaf = LeafEncoding.decode(content);
    if (leaf.isEmpty()) {
      return Optional.of(LeafFault.MALFORMED);
    }
    if (leaf.get().index() != place) {
      return Optional.of(LeafFault.MISPLACED);
    }
    boolean same = Arrays.equals(hasher.leaf(content).toArray(), stored.hash());
    return same ? Optional.empty() : Optional.of(LeafFault.ALTERED);
  }

  /** Looks at every head that signed the leaves so far, and at the form of the one after them. */
  private Optional<AuditVerdict> headsHere() {
    if (anchoredSizes.contains(frontier.size())) {
      rootsThere.put(frontier.size(), frontier.root());
    }
    while (next.isPresent()) {
      StoredHead stored = next.get();
      Optional<HeadFault> form = formOf(stored);
      if (form.isPresent()) {
        return Optional.of(new HeadBroken(Witness.HEAD, heads, form.get()));
      }
      SignedHead head = stored.head().orElseThrow();
      if (head.size() > frontier.size()) {
        return Optional.empty();
      }
      next = source.nextHead();
      boolean look = scope == SignatureScope.ALL || next.isEmpty();
      if (look && !keys.verifies(head)) {
        return Optional.of(new HeadBroken(Witness.HEAD, heads, HeadFault.FORGED));
      }
      if (!head.root().equals(frontier.root())) {
        return Optional.of(
            new Forked(Witness.HEAD, heads, Math.min(covered, head.size() - 1), head.size() - 1));
      }
      covered = head.size();
      heads++;
    }
    return Optional.empty();
  }

  private Optional<HeadFault> formOf(StoredHead stored) {
    if (stored.number() != heads) {
      return Optional.of(HeadFault.MISSING);
    }
    if (stored.head().isEmpty()) {
      return Optional.of(HeadFault.MALFORMED);
    }
    boolean shrinks = stored.head().get().size() < frontier.size();
    return shrinks ? Optional.of(HeadFault.MISPLACED) : Optional.empty();
  }

  private AuditVerdict end() {
    long leaves = frontier.size();
    if (next.isPresent()) {
      long size = next.get().head().orElseThrow().size();
      return new Truncated(Witness.HEAD, heads, size, leaves);
    }
    if (covered < leaves) {
      return new Unsigned(covered, leaves - 1);
    }
    Optional<NodeBroken> node = brokenNode.or(source::leftOverNode);
    if (node.isPresent()) {
      return node.get();
    }
    long says = source.tail().orElse(leaves);
    if (says != leaves) {
      return new TailBroken(says, leaves);
    }
    return anchored(leaves);
  }

  private AuditVerdict anchored(long leaves) {
    long agreed = 0;
    for (int i = 0; i < anchors.size(); i++) {
      if (anchors.get(i).isEmpty()) {
        return new HeadBroken(Witness.ANCHOR, i, HeadFault.MALFORMED);
      }
      SignedHead anchor = anchors.get(i).get();
      if (!keys.verifies(anchor)) {
        return new HeadBroken(Witness.ANCHOR, i, HeadFault.FORGED);
      }
      if (anchor.size() > leaves) {
        return new Truncated(Witness.ANCHOR, i, anchor.size(), leaves);
      }
      Hash root = rootsThere.getOrDefault(anchor.size(), hasher.emptyRoot());
      if (!anchor.root().equals(root)) {
        long last = anchor.size() - 1;
        return new Forked(Witness.ANCHOR, i, Math.min(agreed, last), last);
      }
      agreed = anchor.size();
    }
    return new Sound(leaves, frontier.root(), heads, anchors.size());
  }
}
