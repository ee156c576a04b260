package mien.studio.consent;

import mien.core.audit.Hash;
import mien.vault.policy.Sha256;

/** RFC 6962, section 2.1: the hash of a leaf is SHA-256 of a zero byte and its content. */
final class LeafHash {

  private LeafHash() {}

  static Hash of(byte[] content) {
    byte[] prefixed = new byte[content.length + 1];
    System.arraycopy(content, 0, prefixed, 1, content.length);
    return Hash.of(Sha256.of(prefixed).bytes());
  }
}
