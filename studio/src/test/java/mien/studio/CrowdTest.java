package mien.studio;

import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import mien.studio.http.HttpSettings;
import mien.studio.http.HttpSettings.Limits;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many connections that want nothing, and a client among them that does. Real sockets. */
@Timeout(120)
class CrowdTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);
  private static final byte[] DRIP = "GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ".getBytes();
  private static final String GOOD =
      "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final ScriptedProvider provider = new ScriptedProvider();

  private TestStudio studio(Limits limits) {
    return TestStudio.over(
        provider, HttpSettings.loopback(0).with(limits), UploadLimits.standard());
  }

  private static Socket from(String address, TestStudio studio) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(60_000);
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), studio.http.port()));
    return socket;
  }

  private static String answer(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Three hundred sockets in a house for a hundred, each with a header that never ends. */
  @Test
  void slowHeadersLockNobodyOut() throws Exception {
    Limits limits = Limits.USUAL.withConnections(100, 100).withHeader(Duration.ofMinutes(5));
    try (TestStudio studio = studio(limits)) {
      AtomicBoolean enough = new AtomicBoolean();
      CountDownLatch full = new CountDownLatch(1);
      Thread crowd = Thread.startVirtualThread(() -> drip(studio.http.port(), 300, full, enough));
      full.await();
      for (int i = 0; i < 20; i++) {
        try (Socket good = from("127.0.0.1", studio)) {
          assertThat(answer(good, GOOD)).startsWith("HTTP/1.1 200 OK");
        }
      }
      enough.set(true);
      crowd.join();
    }
  }

  /** Sends a byte on each of many sockets in turn, and opens those again that were closed. */
  private static void drip(int port, int sockets, CountDownLatch full, AtomicBoolean enough) {
    List<SocketChannel> open = new ArrayList<>();
    ByteBuffer heard = ByteBuffer.allocate(16);
    try {
      for (int at = 0; !enough.get() && at < 200; at++) {
        for (int i = 0; i < sockets; i++) {
          if (open.size() == i) {
            open.add(connected(port));
          }
          try {
            open.get(i).write(ByteBuffer.wrap(DRIP, Math.min(at, DRIP.length - 1), 1));
            if (open.get(i).read(heard.clear()) < 0) {
              throw new IOException("closed by the server");
            }
          } catch (IOException _) {
            open.get(i).close();
            open.set(i, connected(port));
          }
        }
        full.countDown();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      full.countDown();
      open.forEach(CrowdTest::quietly);
    }
  }

  private static SocketChannel connected(int port) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    channel.configureBlocking(false);
    return channel;
  }

  private static void quietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It was closed by the server.
    }
  }

  @Test
  void aHeaderThatNeverEndsIsEndedHoweverSteadilyItDrips() throws Exception {
    try (TestStudio studio = studio(Limits.USUAL.withHeader(Duration.ofMillis(400)));
        Socket slow = from("127.0.0.1", studio)) {
      slow.setSoTimeout(20);
      // Without a deadline each byte would begin the idle time again, and this would go on.
      boolean closed = false;
      for (int i = 0; !closed && i < 2000; i++) {
        try {
          slow.getOutputStream().write(DRIP[Math.min(i, DRIP.length - 1)]);
          closed = slow.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
          // Still open.
        } catch (IOException _) {
          closed = true;
        }
      }
      assertThat(closed).isTrue();
      try (Socket good = from("127.0.0.1", studio)) {
        assertThat(answer(good, GOOD)).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  /** What one address opens costs another nothing: its oldest connection is answered still. */
  @Test
  void anAddressTakesRoomFromItselfAlone() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").startsWith("Linux"), "skipped: needs 127.0.0.2");
    Limits limits = Limits.USUAL.withConnections(40, 10).withHeader(Duration.ofMinutes(5));
    List<Socket> many = new ArrayList<>();
    try (TestStudio studio = studio(limits);
        Socket first = from("127.0.0.2", studio)) {
      for (int i = 0; i < 60; i++) {
        many.add(from("127.0.0.1", studio));
      }
      // The last of them is there, so the server has seen them all; the first made room for it.
      assertThat(answer(many.getLast(), GOOD)).startsWith("HTTP/1.1 200 OK");
      assertThat(many.getFirst().getInputStream().read()).isNegative();
      assertThat(answer(first, GOOD)).startsWith("HTTP/1.1 200 OK");
    } finally {
      for (Socket one : many) {
        one.close();
      }
    }
  }

  /** A connection whose request is being answered is not closed for a newcomer, or for time. */
  @Test
  void whatIsAtWorkStays() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    provider.find =
        _ -> {
          working.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return faces(1, 30);
        };
    Limits limits = Limits.USUAL.withConnections(1, 1).withHeader(Duration.ofMillis(50));
    try (TestStudio studio = studio(limits);
        Socket first = from("127.0.0.1", studio)) {
      byte[] body = Form.of(PNG, PNG).body();
      String head =
          "POST /compare-faces HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type:"
              + " multipart/form-data; boundary="
              + Form.BOUNDARY
              + "\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      first.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      first.getOutputStream().write(body);
      working.await();
      for (int i = 0; i < 5; i++) {
        try (Socket next = from("127.0.0.1", studio)) {
          assertThat(next.getInputStream().read()).isNegative();
        } catch (IOException _) {
          // Reset: refused just as well.
        }
      }
      go.countDown();
      assertThat(answer(first, "")).startsWith("HTTP/1.1 200 OK");
    }
  }
}
