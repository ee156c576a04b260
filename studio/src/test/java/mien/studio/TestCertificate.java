package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import mien.studio.http.HttpSettings;

/**
 * A certificate of localhost that signed itself, made anew by the JDK's keytool.
 *
 * @param tls cert.pem and key.pem
 * @param certificate to be trusted
 */
record TestCertificate(HttpSettings.Tls tls, Certificate certificate) {

  private static final char[] PASSWORD = "password".toCharArray();

  static TestCertificate in(Path folder) throws Exception {
    KeyStore store = selfSigned(folder);
    Certificate certificate = store.getCertificate("k");
    Path cert = pem(folder, "cert.pem", "CERTIFICATE", certificate.getEncoded());
    Path key = pem(folder, "key.pem", "PRIVATE KEY", store.getKey("k", PASSWORD).getEncoded());
    return new TestCertificate(new HttpSettings.Tls(cert, key), certificate);
  }

  private static KeyStore selfSigned(Path folder) throws Exception {
    Path file = folder.resolve("store.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(tool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static Path pem(Path folder, String name, String kind, byte[] der) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
