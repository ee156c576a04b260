package mien.core.audit;

import java.util.List;

/**
 * That a leaf stands at one place of a tree: the hashes that lead from it to the root, nearest
 * first (RFC 6962, section 2.1.1).
 *
 * @param leaf its index, from 0
 * @param size leaves of the tree
 * @param path copied; from the leaf upwards
 */
public record InclusionProof(long leaf, long size, List<Hash> path) {

  /** Checks that there is such a leaf. */
  public InclusionProof {
    if (leaf < 0 || leaf >= size) {
      throw new IllegalArgumentException(
          "a proof is about a leaf from 0 to size - 1, but leaf was " + leaf + " of " + size);
    }
    path = List.copyOf(path);
  }

  /**
   * Whether the proof leads from that leaf to that root (RFC 9162, section 2.1.3.2).
   *
   * @param leafHash of the leaf's content, by {@link TreeHasher#leaf}
   * @param root of the tree, from a trusted source: a signed head
   */
  public boolean proves(TreeHasher hasher, Hash leafHash, Hash root) {
    long node = leaf;
    long last = size - 1;
    Hash hash = leafHash;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = hasher.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = hasher.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
