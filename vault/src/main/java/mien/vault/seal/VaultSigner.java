package mien.vault.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import mien.core.MienException;
import mien.vault.fault.VaultFault;

/** The vault's Ed25519 key pair (RFC 8032): it signs receipts and the heads of the audit log. */
public final class VaultSigner {

  private final KeyPair pair;

  private VaultSigner(KeyPair pair) {
    this.pair = pair;
  }

  /** Draws a new pair. */
  public static VaultSigner draw(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, random);
      return new VaultSigner(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /**
   * Takes a stored pair.
   *
   * @param publicKey X.509 form
   * @param privateKey PKCS #8 form
   */
  public static VaultSigner of(byte[] publicKey, byte[] privateKey) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(publicKey));
      PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
      return new VaultSigner(new KeyPair(open, secret));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Both keys. */
  public KeyPair pair() {
    return pair;
  }

  /** Signs; 64 bytes. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static MienException missing(GeneralSecurityException e) {
    return new MienException(
        VaultFault.SEAL, "Ed25519 must be there and its keys in order; they were not.", e);
  }
}
