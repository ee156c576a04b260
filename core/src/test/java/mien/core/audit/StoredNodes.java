package mien.core.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Perfect subtrees in a map, as a database table keeps them. */
final class StoredNodes implements NodeSource {

  private record Place(int level, long index) {}

  private final Map<Place, Hash> nodes = new HashMap<>();
  private final TreeHasher hasher = RfcDefinitions.hasher();
  private final Frontier frontier = new Frontier(hasher);

  static StoredNodes of(List<byte[]> leaves) {
    StoredNodes stored = new StoredNodes();
    leaves.forEach(stored::append);
    return stored;
  }

  void append(byte[] content) {
    Hash leaf = hasher.leaf(content);
    nodes.put(new Place(0, frontier.size()), leaf);
    frontier.append(leaf, (level, index, root) -> nodes.put(new Place(level, index), root));
  }

  Hash root() {
    return frontier.root();
  }

  int count() {
    return nodes.size();
  }

  MerkleTree tree(long size) {
    return new MerkleTree(hasher, this, size);
  }

  @Override
  public Hash perfect(int level, long index) {
    Hash found = nodes.get(new Place(level, index));
    if (found == null) {
      throw new AssertionError("asked for a subtree that is not complete: " + level + ", " + index);
    }
    return found;
  }
}
