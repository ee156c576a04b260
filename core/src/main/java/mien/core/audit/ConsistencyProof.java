package mien.core.audit;

import java.util.List;

/**
 * That a tree begins with all leaves of an older one, unchanged and in their order (RFC 6962,
 * section 2.1.2): nothing was altered, removed or put between.
 *
 * @param older leaves of the older tree, from 0
 * @param size leaves of the tree, no fewer
 * @param path copied; in the order of the RFC
 */
public record ConsistencyProof(long older, long size, List<Hash> path) {

  /** Checks that the older tree is not the larger. */
  public ConsistencyProof {
    if (older < 0 || older > size) {
      throw new IllegalArgumentException(
          "an older tree has 0 to " + size + " leaves, but was to have " + older);
    }
    path = List.copyOf(path);
  }

  /**
   * Whether the tree with {@code root} continues the one with {@code olderRoot} (RFC 9162, section
   * 2.1.4.2). Every tree continues the empty one, whose root is checked.
   *
   * @param olderRoot of the older tree, from a signed head
   * @param root of the tree, from a signed head
   */
  public boolean proves(TreeHasher hasher, Hash olderRoot, Hash root) {
    if (older == 0) {
      return path.isEmpty()
          && olderRoot.equals(hasher.emptyRoot())
          && (size > 0 || root.equals(olderRoot));
    }
    if (older == size) {
      return path.isEmpty() && olderRoot.equals(root);
    }
    boolean perfect = Long.bitCount(older) == 1;
    if (path.isEmpty()) {
      return false;
    }
    long node = older - 1;
    long last = size - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Hash first = perfect ? olderRoot : path.getFirst();
    Hash second = first;
    for (Hash sibling : perfect ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        first = hasher.node(sibling, first);
        second = hasher.node(sibling, second);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        second = hasher.node(second, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && first.equals(olderRoot) && second.equals(root);
  }
}
