package mien.vault.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.audit.Hash;

/**
 * The Ed25519 key that signs heads, and the public keys that may have signed older ones. The vault
 * keeps the private key sealed. Immutable, for any thread; it never shows the private key.
 */
public final class AuditKeys {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey signing;
  private final PublicKey current;
  private final Map<KeyId, PublicKey> trusted = new LinkedHashMap<>();

  /**
   * Signs with a pair, which no other log may use.
   *
   * @param signing Ed25519, from {@code KeyPairGenerator.getInstance("Ed25519")}
   * @param earlier public keys that signed before this one took over, in any order
   * @throws IllegalArgumentException if a key is of another kind or the pair's halves do not fit
   */
  public AuditKeys(KeyPair signing, List<PublicKey> earlier) {
    this.signing = signing.getPrivate();
    this.current = signing.getPublic();
    for (PublicKey key : earlier) {
      trust(key);
    }
    trust(current);
    SignedHead trial = sign(0, Sha256.treeHasher().emptyRoot(), Instant.EPOCH);
    if (!verifies(trial)) {
      throw new IllegalArgumentException(
          "the public key does not belong to the private one; give a pair that was made together");
    }
  }

  private void trust(PublicKey key) {
    if (!key.getAlgorithm().equals("EdDSA") && !key.getAlgorithm().equals(ALGORITHM)) {
      throw new IllegalArgumentException(
          "audit heads are signed by Ed25519, but this key is of " + key.getAlgorithm());
    }
    trusted.put(KeyId.of(key), key);
  }

  /** The public key that signs now. */
  public PublicKey current() {
    return current;
  }

  /** The public key of that id, if it is trusted. */
  public Optional<PublicKey> trusted(KeyId id) {
    return Optional.ofNullable(trusted.get(id));
  }

  /** Every trusted public key, the current one last. */
  public List<PublicKey> all() {
    return List.copyOf(trusted.values());
  }

  /** Signs a head with the current key. */
  SignedHead sign(long size, Hash root, Instant at) {
    Instant time = at.truncatedTo(ChronoUnit.MILLIS);
    KeyId id = KeyId.of(current);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(signing);
      signature.update(SignedHead.body(size, root, time, id));
      return new SignedHead(
          size, root, time, id, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key cannot sign by Ed25519", e);
    }
  }

  /** Whether a trusted key signed that head. */
  public boolean verifies(SignedHead head) {
    PublicKey key = trusted.get(head.key());
    if (key == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(head.body());
      return signature.verify(Base64.getDecoder().decode(head.signature()));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
