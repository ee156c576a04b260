package mien.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The growing edge of a {@link MerkleTree}: the perfect subtrees that it falls into, one for every
 * one bit of its size. It is all that an append needs and it gives the root at every size, in 63
 * hashes of memory.
 *
 * <p>Mutable, for one thread.
 */
public final class Frontier {

  private final TreeHasher hasher;

  /** Roots of the perfect subtrees, the largest first. */
  private final List<Hash> peaks = new ArrayList<>();

  private long size;

  /** The edge of the empty tree. */
  public Frontier(TreeHasher hasher) {
    this.hasher = Objects.requireNonNull(hasher, "hasher");
  }

  /**
   * The edge of a stored tree of that size.
   *
   * @param size from 0
   * @throws IllegalArgumentException if the size is below 0
   */
  public static Frontier of(TreeHasher hasher, NodeSource nodes, long size) {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has 0 or more leaves, but was to have " + size);
    }
    Frontier frontier = new Frontier(hasher);
    for (long rest = size; rest != 0; rest -= Long.highestOneBit(rest)) {
      int level = Long.numberOfTrailingZeros(Long.highestOneBit(rest));
      frontier.peaks.add(nodes.perfect(level, (size >> level) - 1));
    }
    frontier.size = size;
    return frontier;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** Adds a leaf, and tells which perfect subtrees it completed, the smallest first. */
  public void append(Hash leaf, NodeSink sink) {
    Hash root = leaf;
    for (int level = 0; (size >> level & 1) == 1; level++) {
      root = hasher.node(peaks.removeLast(), root);
      sink.completed(level + 1, size >> (level + 1), root);
    }
    peaks.add(root);
    size++;
  }

  /** The root of the tree as it is now: the peaks folded from the smallest up. */
  public Hash root() {
    if (peaks.isEmpty()) {
      return hasher.emptyRoot();
    }
    Hash root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = hasher.node(peaks.get(i), root);
    }
    return root;
  }
}
