package mien.core.audit;

/** Takes the roots of perfect subtrees as a {@link Frontier} completes them. */
@FunctionalInterface
public interface NodeSink {

  /**
   * One more perfect subtree, as {@link NodeSource} will be asked for it.
   *
   * @param level from 1; leaves themselves are not told
   * @param index from 0
   */
  void completed(int level, long index, Hash root);
}
