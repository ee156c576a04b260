package mien.vault.audit;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public keys whose heads count. Immutable, for any thread. */
public final class TrustedKeys {

  static final String ALGORITHM = "Ed25519";

  private final Map<KeyId, PublicKey> keys = new LinkedHashMap<>();

  /**
   * Trusts those keys and no other.
   *
   * @param keys Ed25519
   * @throws IllegalArgumentException if one is of another kind
   */
  public TrustedKeys(List<PublicKey> keys) {
    for (PublicKey key : keys) {
      if (!key.getAlgorithm().equals("EdDSA") && !key.getAlgorithm().equals(ALGORITHM)) {
        throw new IllegalArgumentException(
            "audit heads are signed by Ed25519, but this key is of " + key.getAlgorithm());
      }
      this.keys.put(KeyId.of(key), key);
    }
  }

  /** The keys by their ids, in the order given. */
  public Map<KeyId, PublicKey> byId() {
    return Map.copyOf(keys);
  }

  /** Whether one of the keys signed that head. */
  public boolean verifies(SignedHead head) {
    PublicKey key = keys.get(head.key());
    if (key == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(head.body());
      return signature.verify(Base64.getDecoder().decode(head.signature()));
    } catch (GeneralSecurityException e) {
      // Not even the form of a signature by that key.
      return false;
    }
  }
}
