package mien.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import mien.core.MienException;

/** A certificate and its key from PEM files, as every certificate authority hands them out. */
final class PemFiles {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private PemFiles() {}

  /**
   * Reads both into a key store in memory.
   *
   * @throws MienException OPERATOR {@code studio.tls} if they cannot be read or do not fit
   */
  static KeyStore keyStore(HttpSettings.Tls files) {
    try {
      Certificate[] chain = chain(files.certificate());
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      PrivateKey key = key(files.key(), chain[0].getPublicKey().getAlgorithm());
      store.setKeyEntry("studio", key, new char[0], chain);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new MienException(
          HttpFault.TLS,
          "TLS needs a certificate and its unencrypted PKCS #8 key as PEM files, but "
              + files.certificate()
              + " and "
              + files.key()
              + " do not serve ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (chain.isEmpty()) {
        throw new GeneralSecurityException("no certificate is in it");
      }
      return chain.toArray(Certificate[]::new);
    }
  }

  private static PrivateKey key(Path file, String algorithm)
      throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new InvalidKeySpecException("no 'BEGIN PRIVATE KEY' is in " + file);
    }
    byte[] bytes = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }
}
