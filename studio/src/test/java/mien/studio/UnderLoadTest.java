package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
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
            throw new MienException(EngineFault.BUSY_INTERRUPTED, "cancelled", e);
          }
          return faces(1, 30);
        };
  }

  private static HttpSettings settings(int requests, Duration grace) {
    return HttpSettings.loopback(0)
        .with(
            HttpSettings.Limits.USUAL
                .withRequests(requests)
                .withPatience(Duration.ofMillis(200))
                .withGrace(grace));
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
      assertThat(second.body()).contains("All 1 places for requests are taken");
      assertThat(studio.fetch("/health").statusCode()).isEqualTo(200);
      go.countDown();
      assertThat(first.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anEngineWithoutRoomIsBusy() {
    provider.find =
        _ -> {
          throw new MienException(EngineFault.BUSY_QUEUE, "64 requests wait already");
        };
    try (TestStudio studio = TestStudio.over(provider)) {
      HttpResponse<String> answer = studio.post("/compare-faces", Form.of(PNG, PNG));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(answer.body()).isEqualTo("{\"error\":\"64 requests wait already.\"}");
    }
  }

  /** Two clients with two files of 10 MB each, and room for little more than one of them. */
  @Test
  void uploadsThatNeedMoreThanThereIsWaitForEachOther() throws Exception {
    UploadLimits tight = UploadLimits.standard().withMemory(24L * UploadLimits.MEGABYTE);
    byte[] ten = java.util.Arrays.copyOf(PNG, 10 * UploadLimits.MEGABYTE);
    HttpSettings patient =
        HttpSettings.loopback(0)
            .with(HttpSettings.Limits.USUAL.withPatience(Duration.ofSeconds(60)));
    try (TestStudio studio = TestStudio.over(provider, patient, tight)) {
      List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            studio.client.sendAsync(
                Form.of(ten, ten).post(studio.uri("/compare-faces")).build(),
                HttpResponse.BodyHandlers.ofString()));
      }
      for (var one : all) {
        assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      // An answer is sent a moment before its memory is given back.
      while (!studio.fetch("/metrics").body().contains("mien_upload_bytes 0\n")) {
        Thread.onSpinWait();
      }
    }
  }

  /** What waited in vain is told what it waited for, and when to come again. */
  @Test
  void anUploadThatFindsNoMemoryIsRefusedWithTheReason() throws Exception {
    block();
    UploadLimits tight = UploadLimits.standard().withMemory(20L * UploadLimits.MEGABYTE);
    byte[] ten = java.util.Arrays.copyOf(PNG, 10 * UploadLimits.MEGABYTE);
    HttpSettings hasty =
        HttpSettings.loopback(0)
            .with(HttpSettings.Limits.USUAL.withPatience(Duration.ofMillis(200)));
    try (TestStudio studio = TestStudio.over(provider, hasty, tight)) {
      var first =
          studio.client.sendAsync(
              Form.of(ten, ten).post(studio.uri("/compare-faces")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      HttpResponse<String> second = studio.post("/compare-faces", Form.of(PNG, PNG));
      assertThat(second.statusCode()).isEqualTo(503);
      assertThat(second.body())
          .isEqualTo(
              "{\"error\":\"Photos of other requests fill the 20 MB that are set aside for"
                  + " uploads; try again later.\"}");
      assertThat(second.headers().firstValue("Retry-After")).hasValue("2");
      go.countDown();
      assertThat(first.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  /** A place that becomes free in time is taken: nobody is refused who only has to wait. */
  @Test
  void aRequestWaitsForItsPlace() throws Exception {
    block();
    HttpSettings one =
        HttpSettings.loopback(0)
            .with(
                HttpSettings.Limits.USUAL
                    .withRequests(1)
                    .withPatience(Duration.ofSeconds(PATIENCE)));
    try (TestStudio studio = TestStudio.over(provider, one, UploadLimits.standard())) {
      var first = post(studio);
      assertThat(working.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
      var second = post(studio);
      while (!studio.fetch("/metrics").body().contains("mien_http_requests_under_way 3\n")) {
        Thread.onSpinWait();
      }
      go.countDown();
      assertThat(first.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(second.get(PATIENCE, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
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
            throw new MienException(EngineFault.BUSY_INTERRUPTED, "cancelled", e);
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
