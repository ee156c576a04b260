package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import mien.studio.TestDesk.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever hangs up after an upload interrupts nothing: what was begun in the vault is ended. */
class ConsentHangUpTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  @TempDir Path parent;

  @Test
  void aClientThatWentAwayInterruptsNoWorkOfTheVault() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("personal"))) {
      String subject = desk.subject("me");
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch gone = new CountDownLatch(1);
      AtomicBoolean interrupted = new AtomicBoolean();
      desk.reader.before =
          () -> {
            reached.countDown();
            try {
              gone.await();
              // The watch asks four times a second: long enough to be noticed twice.
              Thread.sleep(600);
            } catch (InterruptedException _) {
              interrupted.set(true);
            }
          };
      byte[] body = TestDesk.photo(PHOTO).body();
      String head =
          "POST %s/photo HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
              + " boundary=%s\r\nContent-Length: %d\r\n\r\n";
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), desk.http.port())) {
        socket
            .getOutputStream()
            .write(
                head.formatted(subject, Form.BOUNDARY, body.length)
                    .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        reached.await();
      }
      gone.countDown();
      List<?> embeddings = List.of();
      while (embeddings.isEmpty()) {
        Thread.sleep(20);
        embeddings = (List<?>) desk.fetch(subject).is(200).at("embeddings");
      }
      assertThat(interrupted).isFalse();
      assertThat(desk.fetch(subject + "/photo").is(200).bytes()).isEqualTo(PHOTO);
    }
  }

  /** An erasure looks through the vault for as long as that takes: nothing moves meanwhile. */
  @Test
  void anAnswerMayTakeLongerThanAConnectionMayLieIdle() throws Exception {
    try (TestDesk desk = TestDesk.over(parent, Setup.of("personal"))) {
      String subject = desk.subject("me");
      desk.reader.before =
          () -> {
            try {
              // Connections are closed after 15 seconds on which nothing moves.
              Thread.sleep(17_000);
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          };
      assertThat(
              desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201).at("embedding", "kept"))
          .isEqualTo(true);
    }
  }
}
