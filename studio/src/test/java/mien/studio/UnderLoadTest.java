package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Too much at once, clients that leave, and stopping while there is work. */
@Timeout(120)
class UnderLoadTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);
  private static final long PATIENCE = 20;

  private final ScriptedProvider provider = new ScriptedProvider();
  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  /** Holds the first photo until the test says go. */
  private void block() {
    provider.find =
        _ -> {
          working.countDown();
          try {
            if (!go.await(PATIENCE, TimeUnit.SECONDS)) {
              throw new IllegalStateException("the test never said go");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MienException(Blame.BUSY, "busy.interrupted", "cancelled", e);
          }
          return faces(1, 30);
        };
  }

  private static HttpSettings settings(int requests, Duration grace) {
    return new HttpSettings(
        InetAddress.getLoopbackAddress(),
        0,
        Optional.empty(),
        Optional.empty(),
        false,
        requests,
        grace);
  }

  private CompletableFuture<HttpResponse<String>> post(TestStudio studio) {
    return studio.client.sendAsync(
        Form.of(PNG, PNG).post(studio.uri("/compare-faces")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void pastTheLimitRequestsAreToldToComeAgain() throws Exception {
    block();
    try (TestStudio studio =
        TestStudio.over(provider, settings(1, Duration.ofSeconds(10)), UploadLimits.standard())) {
      var first = post(studio);
      assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      HttpResponse<String> second = studio.post("/compare-faces", Form.of(PNG, PNG));
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(studio.fetch("/health").statusCode()).isEqualTo(200);
      go.countDown();
      assertThat(first.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anEngineWithoutRoomIsBusy() {
    provider.find =
        _ -> {
          throw new MienException(Blame.BUSY, "busy.queue", "64 requests wait already");
        };
    try (TestStudio studio = TestStudio.over(provider)) {
      HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PNG, PNG));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }
  }

  @Test
  void uploadsTogetherKeepToTheirMemory() {
    UploadLimits tight = UploadLimits.standard().withMemory(20L * UploadLimits.MEGABYTE);
    byte[] five = java.util.Arrays.copyOf(PNG, 6 * UploadLimits.MEGABYTE);
    try (TestStudio studio = TestStudio.over(provider, HttpSettings.loopback(0), tight)) {
      assertThat(studio.post("/compare-faces", Form.of(five, five)).statusCode()).isEqualTo(503);
      assertThat(studio.post("/compare-faces", Form.of(five, PNG)).statusCode()).isEqualTo(200);
      assertThat(studio.fetch("/metrics").body()).contains("mien_upload_bytes 0\n");
    }
  }

  @Test
  void stoppingFinishesWhatRunsAndLetsNobodyIn() throws Exception {
    block();
    TestStudio studio =
        TestStudio.over(provider, settings(8, Duration.ofSeconds(10)), UploadLimits.standard());
    var underWay = post(studio);
    assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    var stopped = CompletableFuture.runAsync(studio.http::close);
    // A request that came in before the stopping began would be blocked too.
    while (studio.fetch("/health").headers().firstValue("Connection").isEmpty()) {
      Thread.onSpinWait();
    }
    HttpResponse<String> late = studio.post("/compare-faces", Form.of(PNG, PNG));
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(stopped).isNotDone();
    go.countDown();
    assertThat(underWay.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    stopped.get(PATIENCE, TimeUnit.SECONDS);
    studio.client.close();
  }

  @Test
  void stoppingCutsOffWhatDoesNotEnd() throws Exception {
    block();
    TestStudio studio =
        TestStudio.over(provider, settings(8, Duration.ofMillis(300)), UploadLimits.standard());
    var endless = post(studio);
    assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    studio.http.close();
    assertThat(endless.handle((answer, _) -> answer == null ? 0 : answer.statusCode()).get())
        .isIn(0, 503);
    studio.client.close();
  }

  @Test
  void workForAClientThatWentAwayIsCancelled() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    provider.find =
        _ -> {
          working.countDown();
          try {
            var _ = go.await(PATIENCE, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled.countDown();
            throw new MienException(Blame.BUSY, "busy.interrupted", "cancelled", e);
          }
          return faces(1, 30);
        };
    try (TestStudio studio = TestStudio.over(provider)) {
      byte[] body = Form.of(PNG, PNG).body();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.http.port())) {
        socket
            .getOutputStream()
            .write(
                ("POST /compare-faces HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                        + " multipart/form-data; boundary="
                        + Form.BOUNDARY
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(cancelled.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      go.countDown();
      assertThat(studio.post("/compare-faces", Form.of(PNG, PNG)).statusCode()).isEqualTo(200);
    }
  }
}
