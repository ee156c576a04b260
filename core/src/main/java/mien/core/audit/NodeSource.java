package mien.core.audit;

/**
 * Where a {@link MerkleTree} finds the roots of its perfect subtrees: a database table, or arrays.
 *
 * <p>The subtree at {@code level} and {@code index} covers the {@code 2^level} leaves from {@code
 * index * 2^level}; at level 0 it is the hash of leaf {@code index}. Such a root never changes once
 * its last leaf is there, which is what makes storing it safe.
 */
@FunctionalInterface
public interface NodeSource {

  /**
   * The root of one perfect subtree.
   *
   * @param level 0 to 62
   * @param index from 0
   * @throws RuntimeException of the source's own kind if it is not to be had; a tree asks only for
   *     subtrees that are complete at the size it was given
   */
  Hash perfect(int level, long index);
}
