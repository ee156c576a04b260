package mien.vault.audit;

import java.util.Optional;
import java.util.OptionalLong;
import mien.core.audit.Hash;

/**
 * A log as it is stored, unjudged, read once from its beginning: a database or an exported folder.
 * For one thread.
 */
public interface AuditSource {

  /**
   * A stored leaf.
   *
   * @param index where it is stored
   * @param content its bytes, empty if they are gone while its hash is there
   * @param hash as stored, any bytes
   */
  record StoredLeaf(long index, Optional<byte[]> content, byte[] hash) {}

  /**
   * A stored head.
   *
   * @param number where it is stored
   * @param head empty if it cannot be read as one
   */
  record StoredHead(long number, Optional<SignedHead> head) {}

  /** The next leaf in the order of their places. */
  Optional<StoredLeaf> nextLeaf();

  /** The next head in the order in which they were signed. */
  Optional<StoredHead> nextHead();

  /**
   * Whether the next stored node of that level is the one given; a source that stores no nodes says
   * yes. Asked in the order of indexes.
   */
  boolean nextNodeIs(int level, long index, Hash root);

  /** The level of a stored node that was never asked for: there are more than there should be. */
  Optional<AuditVerdict.NodeBroken> leftOverNode();

  /** The number of leaves that the log says it has, if it says so. */
  OptionalLong tail();
}
