package mien.vault.erase;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.vault.config.OtherHolder;
import mien.vault.open.SealedFiles;
import mien.vault.open.VaultParts;
import mien.vault.sql.ErasureTable;
import mien.vault.subject.SubjectId;

/**
 * The look after erasures: every file of the vault's folders, whatever its origin, and the other
 * holders. One pass for all of a batch, while others may write: nothing that they write can bring
 * back what is looked for, because nothing is taken in of a subject whose erasure has not ended.
 */
public final class ErasureLook {

  private final VaultParts parts;
  private final List<ErasureTable.Row> begun;
  private final ResidueScan scan;
  private final List<Fingerprints> fingerprints = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  /**
   * A look for what was destroyed.
   *
   * @param begun with their fingerprints
   */
  public ErasureLook(VaultParts parts, List<ErasureTable.Row> begun) {
    this.parts = parts;
    this.begun = begun;
    for (ErasureTable.Row row : begun) {
      fingerprints.add(Fingerprints.of(row.fingerprints().orElse(new byte[0])));
    }
    this.scan = new ResidueScan(fingerprints);
  }

  /** Reads everything once. */
  public void look() {
    for (Map.Entry<Path, FileChannel> file : parts.database().files().entrySet()) {
      try {
        scan.look(file.getKey().getFileName().toString(), file.getValue());
      } catch (IOException e) {
        throw SealedFiles.diskFault(e);
      }
    }
    parts.database().sealedValues(value -> scan.look("a row", value));
    Set<Path> guarded = parts.database().guarded();
    for (Path file : parts.files().everything(parts.config().keys())) {
      if (!guarded.contains(file) && !scan.look(file)) {
        unreadable.add(file.getFileName() + ": cannot be read");
      }
    }
  }

  /** Where something of erasure {@code i} still is, or could be; empty: nowhere. */
  public List<String> places(int i) {
    List<String> places = new ArrayList<>(scan.found().getOrDefault(i, Set.of()));
    places.addAll(unreadable);
    List<OtherHolder> asked = begun.get(i).replaced() ? List.of() : parts.config().holders();
    for (OtherHolder holder : asked) {
      if (holder.holds(new SubjectId(begun.get(i).subject()))) {
        places.add(holder.name());
      }
    }
    return places;
  }

  /** How many windows of erasure {@code i} were looked for. */
  public int patterns(int i) {
    return fingerprints.get(i).count();
  }

  /** How many bytes were looked through. */
  public long scanned() {
    return scan.scanned();
  }
}
