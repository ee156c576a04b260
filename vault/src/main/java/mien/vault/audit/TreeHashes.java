package mien.vault.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import mien.core.audit.TreeHasher;

/** The JDK's SHA-256. */
public final class TreeHashes {

  private TreeHashes() {}

  /** The hashes of the tree. For one thread: it keeps one digest. */
  public static TreeHasher treeHasher() {
    return new TreeHasher(digest()::digest);
  }

  /** A digest of its own. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
