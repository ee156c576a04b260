package mien.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The append-only Merkle tree of RFC 6962 [1], section 2.1, read from stored perfect subtrees.
 *
 * <p>A tree of n leaves splits at k, the largest power of two smaller than n: its root is the node
 * above the root of the first k leaves and the root of the rest. No leaf is ever doubled to fill a
 * row, so no two lists of leaves share a root, which they do in Bitcoin's tree [3]. Every left part
 * is perfect and so never changes again: n leaves need n - 1 stored nodes for ever, an append makes
 * one new one on average, and a root or proof reads no more than 2 log2(n) of them. The perfect
 * parts that a tree of n leaves falls into are the one bits of n, largest first (the "compact
 * range" of [4]).
 *
 * <p>RFC 9162 [2] keeps tree, hashes and proofs of RFC 6962 as they are; proofs made here verify
 * under both. Sizes are at most 2^62.
 *
 * <ol>
 *   <li>B. Laurie, A. Langley, E. Kasper: Certificate Transparency. RFC 6962, 2013.
 *   <li>B. Laurie, E. Messeri, R. Stradling: Certificate Transparency Version 2.0. RFC 9162, 2021.
 *   <li>CVE-2012-2459: a block whose last transactions are doubled has the same Merkle root.
 *   <li>S. Crosby, D. Wallach: Efficient Data Structures for Tamper-Evident Logging. USENIX
 *       Security 2009; and the page on compact ranges of the transparency-dev project.
 * </ol>
 *
 * <p>Immutable; thread-safe if its source and hasher are.
 */
public final class MerkleTree {

  private static final long LARGEST = 1L << 62;

  private final TreeHasher hasher;
  private final NodeSource nodes;
  private final long size;

  /**
   * A view of the tree as it was with that many leaves.
   *
   * @param size from 0
   * @param nodes with every perfect subtree of the first {@code size} leaves
   * @throws IllegalArgumentException if the size is below 0 or above 2^62
   */
  public MerkleTree(TreeHasher hasher, NodeSource nodes, long size) {
    this.hasher = Objects.requireNonNull(hasher, "hasher");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    if (size < 0 || size > LARGEST) {
      throw new IllegalArgumentException("a tree has 0 to 2^62 leaves, but was to have " + size);
    }
    this.size = size;
  }

  /** How many leaves it has. */
  public long size() {
    return size;
  }

  /** MTH(D[n]) of the RFC. */
  public Hash root() {
    return size == 0 ? hasher.emptyRoot() : root(0, size);
  }

  /**
   * The audit path PATH(m, D[n]) of the RFC.
   *
   * @param leaf from 0
   * @throws IllegalArgumentException if there is no such leaf
   */
  public InclusionProof inclusion(long leaf) {
    if (leaf < 0 || leaf >= size) {
      throw new IllegalArgumentException(
          "a tree of " + size + " leaves has no leaf " + leaf + "; leaves count from 0");
    }
    List<Hash> path = new ArrayList<>();
    path(leaf, 0, size, path);
    return new InclusionProof(leaf, size, path);
  }

  /**
   * The consistency proof PROOF(m, D[n]) of the RFC: that this tree begins with the leaves of an
   * older one.
   *
   * @param older size of the older tree; 0 and the size itself need no hash and give an empty path
   * @throws IllegalArgumentException if the older tree would be larger than this one
   */
  public ConsistencyProof consistency(long older) {
    if (older < 0 || older > size) {
      throw new IllegalArgumentException(
          "an older tree has 0 to " + size + " leaves, but was to have " + older);
    }
    List<Hash> path = new ArrayList<>();
    if (older > 0) {
      subproof(older, 0, size, true, path);
    }
    return new ConsistencyProof(older, size, path);
  }

  /** MTH of the leaves from {@code start}, which is a multiple of every power of two needed. */
  private Hash root(long start, long length) {
    if (Long.bitCount(length) == 1) {
      int level = Long.numberOfTrailingZeros(length);
      return nodes.perfect(level, start >> level);
    }
    long split = Long.highestOneBit(length);
    return hasher.node(root(start, split), root(start + split, length - split));
  }

  private void path(long leaf, long start, long length, List<Hash> path) {
    if (length == 1) {
      return;
    }
    long split = split(length);
    if (leaf < split) {
      path(leaf, start, split, path);
      path.add(root(start + split, length - split));
    } else {
      path(leaf - split, start + split, length - split, path);
      path.add(root(start, split));
    }
  }

  /** SUBPROOF(m, D[n], b) of the RFC. */
  private void subproof(long older, long start, long length, boolean whole, List<Hash> path) {
    if (older == length) {
      if (!whole) {
        path.add(root(start, length));
      }
      return;
    }
    long split = split(length);
    if (older <= split) {
      subproof(older, start, split, whole, path);
      path.add(root(start + split, length - split));
    } else {
      subproof(older - split, start + split, length - split, false, path);
      path.add(root(start, split));
    }
  }

  /** The largest power of two smaller than a length of 2 or more. */
  private static long split(long length) {
    return Long.highestOneBit(length - 1);
  }
}
