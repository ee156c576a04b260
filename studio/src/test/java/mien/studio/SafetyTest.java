package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import mien.core.MienException;
import mien.studio.http.ApiKey;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, TLS, and pages of other sites. */
class SafetyTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);
  private static final String SECRET = "a-key-of-27-characters-long";

  private final ScriptedProvider provider = new ScriptedProvider();

  private static HttpSettings settings(
      String address, Optional<ApiKey> key, Optional<HttpSettings.Tls> tls) throws Exception {
    return new HttpSettings(InetAddress.getByName(address), 0, key, tls, false);
  }

  @Test
  void beyondLoopbackItStartsOnlyWithKeyAndTls() {
    var key = Optional.of(new ApiKey(SECRET));
    var tls = Optional.of(new HttpSettings.Tls(Path.of("a"), Path.of("b")));
    assertThatThrownBy(() -> settings("0.0.0.0", Optional.empty(), Optional.empty()))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("--api-key-file")
        .hasMessageContaining("--tls-cert");
    assertThatThrownBy(() -> settings("192.0.2.1", key, Optional.empty()))
        .hasMessageContaining("--tls-cert");
    assertThatThrownBy(() -> settings("::", Optional.empty(), tls))
        .hasMessageContaining("--api-key-file");
  }

  @Test
  void aKeyIsDemandedOfEverybodyWhereOneIsSet() throws Exception {
    HttpSettings settings =
        settings("127.0.0.1", Optional.of(new ApiKey(SECRET)), Optional.empty());
    try (TestStudio studio = TestStudio.over(provider, settings, UploadLimits.standard())) {
      var form = Form.of(PNG, PNG);
      assertThat(studio.post("/compare-faces", form).statusCode()).isEqualTo(401);
      assertThat(studio.fetch("/api/v1/status").statusCode()).isEqualTo(401);
      assertThat(studio.fetch("/metrics").statusCode()).isEqualTo(401);
      assertThat(studio.fetch("/health").statusCode()).isEqualTo(200);
      for (String wrong : new String[] {"", SECRET + "x", SECRET.substring(1), "x".repeat(2000)}) {
        assertThat(
                studio
                    .send(
                        form.post(studio.uri("/compare-faces")).header("X-API-Key", wrong).build())
                    .statusCode())
            .isEqualTo(401);
      }
      assertThat(
              studio
                  .send(form.post(studio.uri("/compare-faces")).header("X-API-Key", SECRET).build())
                  .statusCode())
          .isEqualTo(200);
      assertThat(provider.asked).hasValue(2);
    }
  }

  @Test
  void aKeyIsLongAndNeverShown() {
    assertThatThrownBy(() -> new ApiKey("short")).hasMessageNotContaining("short\"");
    assertThat(new ApiKey(SECRET).toString()).doesNotContain(SECRET);
    assertThat(new ApiKey(SECRET).matches(null)).isFalse();
  }

  @Test
  void pagesOfOtherSitesAreTurnedAway() throws Exception {
    try (TestStudio studio = TestStudio.over(provider)) {
      int port = studio.http.port();
      var form = Form.of(PNG, PNG);
      for (String origin : new String[] {"https://evil.example", "null", "http://127.0.0.1:1"}) {
        HttpResponse<String> answer =
            studio.send(form.post(studio.uri("/compare-faces")).header("Origin", origin).build());
        assertThat(answer.statusCode()).as(origin).isEqualTo(403);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
      }
      assertThat(
              studio
                  .send(
                      form.post(studio.uri("/compare-faces"))
                          .header("Origin", "http://127.0.0.1:" + port)
                          .build())
                  .statusCode())
          .isEqualTo(200);
      // A foreign name that was made to point here.
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write(
                "GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 403");
      }
    }
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    try (TestStudio studio = TestStudio.over(provider)) {
      for (String path : new String[] {"/", "/health", "/nothing", "/openapi.json"}) {
        var headers = studio.fetch(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
            .isEqualTo(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' blob:; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Server")).isEmpty();
        var head =
            studio.send(
                HttpRequest.newBuilder(studio.uri(path))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build());
        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(studio.fetch(path).statusCode());
        assertThat(head.headers().map()).isEqualTo(headers.map());
      }
    }
  }

  @Test
  void tlsSpeaksWithTheCertificateOfTheSettings(@TempDir Path folder) throws Exception {
    TestCertificate made = TestCertificate.in(folder);
    Path cert = made.tls().certificate();
    Path key = made.tls().key();
    HttpSettings settings = settings("127.0.0.1", Optional.empty(), Optional.of(made.tls()));
    try (TestStudio studio = TestStudio.over(provider, settings, UploadLimits.standard());
        HttpClient client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting(made.certificate()))
                .build()) {
      URI uri = URI.create("https://localhost:" + studio.http.port() + "/compare-faces");
      // Long enough for the client to be looked after while it waits.
      provider.find =
          _ -> {
            java.util.concurrent.locks.LockSupport.parkNanos(600_000_000L);
            return ScriptedProvider.faces(1, 30);
          };
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer =
            client.send(Form.of(PNG, PNG).post(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
    }
    assertThatThrownBy(
            () ->
                TestStudio.over(
                    provider,
                    settings(
                        "127.0.0.1",
                        Optional.empty(),
                        Optional.of(new HttpSettings.Tls(key, cert))),
                    UploadLimits.standard()))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("PKCS #8");
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
