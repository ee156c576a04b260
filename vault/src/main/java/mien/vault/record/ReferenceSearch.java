package mien.vault.record;

import java.util.List;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Finds whose face a probe may be, among all references of one model that may be compared.
 *
 * <p>The references are held in memory, outside the heap, and nowhere else in the clear. Every
 * question sees the vault as it is then: what was kept, erased, withdrawn or expired meanwhile, in
 * this process or another, is taken in first. Each question is a leaf COMPARED that names no one.
 *
 * <p>Safe for many threads; questions stand in line. Must be closed, before the vault is;
 * forgotten, its memory stays taken until the process ends.
 */
public interface ReferenceSearch extends AutoCloseable {

  /** Of which model the references, and so the probes, are. */
  ModelId model();

  /** How many references the latest question could find. */
  int references();

  /** What the latest question could not compare, and why. */
  List<References.Unusable> unusable();

  /**
   * The nearest references of each probe, in one pass for many of them.
   *
   * @param probes of {@link #model}
   * @param count how many are wanted for each, at least 1
   * @return one list a probe, in order; best first; shorter only where there are fewer
   * @throws IllegalArgumentException if a probe is of another model
   * @throws MienException as the vault's calls
   */
  List<List<FoundReference>> nearest(List<Embedding> probes, int count);

  @Override
  void close();
}
