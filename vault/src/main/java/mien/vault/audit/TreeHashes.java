package mien.vault.audit;

import mien.core.audit.TreeHasher;
import mien.vault.policy.Sha256;

/** The JDK's SHA-256. */
public final class TreeHashes {

  private TreeHashes() {}

  /** The hashes of the tree. For one thread: it keeps one digest. */
  public static TreeHasher treeHasher() {
    return new TreeHasher(Sha256.digest()::digest);
  }
}
