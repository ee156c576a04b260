package mien.vault.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public keys whose heads count. Immutable, for any thread. */
public final class TrustedKeys {

  static final String ALGORITHM = "Ed25519";

  private static final String NO_KEY =
      "a key is the PEM of an Ed25519 public key (BEGIN PUBLIC KEY), and this file is not";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

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

  /**
   * Reads a public key, as {@code openssl pkey -pubout} writes it.
   *
   * @param pem SubjectPublicKeyInfo in PEM (RFC 7468)
   * @throws IllegalArgumentException if the text is anything else
   */
  public static PublicKey ofPem(String pem) {
    Matcher block = PEM.matcher(pem.strip());
    try {
      if (block.matches()) {
        byte[] der = Base64.getMimeDecoder().decode(block.group(1));
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(NO_KEY, e);
    }
    throw new IllegalArgumentException(NO_KEY);
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
