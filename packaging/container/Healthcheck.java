import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks the studio in this container how it is: exit status 0 for a studio that answers with its
 * models loaded, 1 for anything else, with one line that says what. Any certificate will do: the
 * question goes to this container's own loopback and carries no key.
 */
public final class Healthcheck {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Healthcheck() {}

  /**
   * Asks once.
   *
   * @param arguments the address, when it is not {@code https://127.0.0.1:8443/health}
   */
  public static void main(String[] arguments) throws InterruptedException {
    String address = arguments.length > 0 ? arguments[0] : "https://127.0.0.1:8443/health";
    System.exit(healthy(URI.create(address)) ? 0 : 1);
  }

  private static boolean healthy(URI address) throws InterruptedException {
    // No try-with-resources: closing waits for a server that may never answer.
    try {
      HttpClient client =
          HttpClient.newBuilder().connectTimeout(PATIENCE).sslContext(trusting()).build();
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<String> answer =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), 4096));
      String said = answer.body().replaceAll("\\s", "");
      System.out.println(answer.statusCode() + " " + said);
      return answer.statusCode() == 200
          && said.contains("\"status\":\"ok\"")
          && said.contains("\"model_loaded\":true");
    } catch (IOException | GeneralSecurityException e) {
      System.out.println("no answer: " + e);
      return false;
    }
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    return context;
  }

  /** An extended manager is asked instead of, not on top of, the check of the host's name. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
