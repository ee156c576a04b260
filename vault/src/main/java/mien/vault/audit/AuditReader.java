package mien.vault.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.audit.ConsistencyProof;
import mien.core.audit.InclusionProof;

/**
 * The log to be read, on one snapshot: what doors use, which know nothing of databases. For one
 * thread, and valid only inside the callback.
 *
 * <p>Every method may throw {@link mien.core.MienException}, blame OPERATOR, code {@code
 * audit.unreadable}.
 */
public interface AuditReader {

  /** How many leaves there are. */
  long size();

  /** The head that was signed last; nothing before the first leaf. */
  Optional<SignedHead> newestHead();

  /**
   * Heads in the order in which they were signed.
   *
   * @param from number of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  List<SignedHead> heads(long from, int count);

  /**
   * The newest head of that size.
   *
   * @param size leaves
   */
  Optional<SignedHead> headOf(long size);

  /**
   * Leaves as their canonical lines of JSON, without line feeds.
   *
   * @param from index of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  List<String> leaves(long from, int count);

  /**
   * Leaves as the events that they are; one that is no event any more is left out.
   *
   * @param from index of the first, from 0
   * @param count at most so many, 0 to 1000
   */
  List<AuditEvent> events(long from, int count);

  /**
   * That a leaf is in the log.
   *
   * @param leaf from 0
   * @param size of a signed head
   * @throws IllegalArgumentException if there is no such leaf in a log of that size
   */
  InclusionProof inclusion(long leaf, long size);

  /**
   * That the log of a head continues the log of an older one.
   *
   * @param older size of the older head
   * @param size of the newer head
   * @throws IllegalArgumentException if a size is more than the log has, or older is the larger
   */
  ConsistencyProof consistency(long older, long size);

  /**
   * Computes the whole log again from its leaves and compares it with every stored hash, every head
   * and every anchor, in constant memory; nothing may have been read before.
   *
   * @param anchor the heads that were put out of reach, if there is such a file
   * @param scope whose signatures to look at
   */
  AuditVerdict verify(Optional<AnchorFile> anchor, SignatureScope scope);

  /**
   * Writes the log as it is stored, as {@link AuditExport} describes; nothing may have been read
   * before.
   *
   * @param folder empty, or not there yet
   */
  void export(Path folder);
}
