package mien.vault.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import mien.core.audit.Hash;

/**
 * The Ed25519 key that signs heads, and the public keys that may have signed older ones. The vault
 * keeps the private key sealed. Immutable, for any thread; it never shows the private key.
 */
public final class AuditKeys {

  private final PrivateKey signing;
  private final KeyId id;
  private final TrustedKeys trusted;

  /**
   * Signs with a pair, which no other log may use.
   *
   * @param signing Ed25519, from {@code KeyPairGenerator.getInstance("Ed25519")}
   * @param earlier public keys that signed before this one took over, in any order
   * @throws IllegalArgumentException if a key is of another kind or the pair's halves do not fit
   */
  public AuditKeys(KeyPair signing, List<PublicKey> earlier) {
    this.signing = signing.getPrivate();
    this.trusted =
        new TrustedKeys(Stream.concat(earlier.stream(), Stream.of(signing.getPublic())).toList());
    this.id = KeyId.of(signing.getPublic());
    if (!trusted.verifies(sign(0, TreeHashes.treeHasher().emptyRoot(), Instant.EPOCH))) {
      throw new IllegalArgumentException(
          "the public key does not belong to the private one; give a pair that was made together");
    }
  }

  /** The id of the key that signs now. */
  public KeyId id() {
    return id;
  }

  /** Every public key whose heads count: earlier ones, and the one that signs now. */
  public TrustedKeys trusted() {
    return trusted;
  }

  /** Signs a head with the current key. */
  public SignedHead sign(long size, Hash root, Instant at) {
    Instant time = AuditEvent.wholeMillis(at);
    try {
      Signature signature = Signature.getInstance(TrustedKeys.ALGORITHM);
      signature.initSign(signing);
      signature.update(SignedHead.body(size, root, time, id));
      return new SignedHead(
          size, root, time, id, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key cannot sign by Ed25519", e);
    }
  }
}
