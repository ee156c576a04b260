package mien.core.audit;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The three hashes of RFC 6962, section 2.1, over a SHA-256 that the caller brings: core has no
 * cryptography of its own, so that the JVM's fast one and a browser's serve alike.
 *
 * <p>A leaf is hashed behind a 0 byte and a node behind a 1 byte, so no node can be passed off as a
 * leaf. As fit for threads as the function it was given.
 */
public final class TreeHasher {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final UnaryOperator<byte[]> sha256;

  /**
   * Hashes with a function.
   *
   * @param sha256 FIPS 180-4: any bytes, which it must not change, to 32 new bytes
   */
  public TreeHasher(UnaryOperator<byte[]> sha256) {
    this.sha256 = Objects.requireNonNull(sha256, "sha256");
  }

  /** The root of a tree without leaves: the hash of no bytes. */
  public Hash emptyRoot() {
    return Hash.of(sha256.apply(new byte[0]));
  }

  /** The hash of a leaf with that content, which may be empty. */
  public Hash leaf(byte[] content) {
    byte[] message = new byte[1 + content.length];
    message[0] = LEAF;
    System.arraycopy(content, 0, message, 1, content.length);
    return Hash.of(sha256.apply(message));
  }

  /** The hash of a node above two others. */
  public Hash node(Hash left, Hash right) {
    byte[] message = new byte[1 + 2 * Hash.BYTES];
    message[0] = NODE;
    left.copyTo(message, 1);
    right.copyTo(message, 1 + Hash.BYTES);
    return Hash.of(sha256.apply(message));
  }
}
