package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import mien.studio.http.HttpSettings;
import mien.studio.http.UploadLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that mean harm or cannot do better. After each, the server serves the next as before. */
@Timeout(120)
class HostileClientTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);

  private final ScriptedProvider provider = new ScriptedProvider();
  private TestStudio studio;
  private Set<Path> filesBefore;

  @BeforeEach
  void start() throws IOException {
    filesBefore = files();
    UploadLimits hurried = UploadLimits.standard().withTime(Duration.ofMillis(700));
    studio = TestStudio.over(provider, HttpSettings.loopback(0), hurried);
  }

  @AfterEach
  void servesTheNextAndLeftNothing() throws IOException {
    assertThat(studio.post("/compare-faces", Form.of(PNG, PNG)).statusCode()).isEqualTo(200);
    String metrics = studio.fetch("/metrics").body();
    // A client that hung up may still be noticed; the request that asks is under way itself.
    while (!metrics.contains("mien_http_requests_under_way 1\n")) {
      metrics = studio.fetch("/metrics").body();
    }
    assertThat(metrics).contains("mien_upload_bytes 0\n");
    studio.close();
    assertThat(left(filesBefore)).isEmpty();
  }

  /** Every file that came to be below the temporary folder, the home and the working folder. */
  private static Set<Path> left(Set<Path> before) throws IOException {
    Set<Path> left = files();
    left.removeAll(before);
    return left;
  }

  private static Set<Path> files() throws IOException {
    Set<Path> all = new HashSet<>();
    for (String folder : new String[] {"java.io.tmpdir", "user.home", "user.dir"}) {
      Path root = Path.of(System.getProperty(folder));
      try (Stream<Path> files = Files.walk(root)) {
        // Maven's own output of this very run; the two private folders in it are roots of their
        // own.
        files
            .filter(file -> !folder.equals("user.dir") || !file.startsWith(root.resolve("target")))
            .forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void aFileThatIsLeftIsSeen() throws IOException {
    for (String folder : new String[] {"java.io.tmpdir", "user.home", "user.dir"}) {
      Path made = Files.createTempFile(Path.of(System.getProperty(folder)), "x", "");
      assertThat(left(filesBefore)).containsExactly(made);
      Files.delete(made);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.http.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private String head(long length) {
    return "POST /compare-faces HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
        + " boundary="
        + Form.BOUNDARY
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String answer(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[4096];
    try {
      for (int n = socket.getInputStream().read(some);
          n >= 0;
          n = socket.getInputStream().read(some)) {
        all.write(some, 0, n);
        String text = all.toString(StandardCharsets.UTF_8);
        if (text.contains("\r\n\r\n") && text.endsWith("}")) {
          break;
        }
      }
    } catch (SocketException e) {
      // Cut off by the server: what came before it counts.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSlowUploadIsEnded() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      byte[] body = Form.of(PNG, PNG).body();
      out.write(head(body.length).getBytes(StandardCharsets.UTF_8));
      String got = "";
      // A byte at a time for as long as the server listens, two hundred at most.
      try {
        for (int i = 0; i < 200 && socket.getInputStream().available() == 0; i++) {
          out.write(body[i]);
          out.flush();
          Thread.sleep(20);
        }
        // The drain reads on until its own end; closing our side ends it.
        socket.shutdownOutput();
        got = answer(socket);
      } catch (SocketException _) {
        got = "";
      }
      assertThat(got).doesNotContain("200 OK");
    }
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void halfAnUploadIsForgotten() throws Exception {
    byte[] body = Form.of(PNG, PNG).body();
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(head(body.length).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body, 0, i * body.length / 20);
      }
    }
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void aLengthThatLiesIsNoMatchForTheReader() throws Exception {
    byte[] body = Form.of(PNG, PNG).body();
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(body.length - 30).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      assertThat(answer(socket)).contains(" 400 ");
    }
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(body.length + 1000).getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
      socket.shutdownOutput();
      assertThat(answer(socket)).doesNotContain("200 OK");
    }
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(-5).getBytes(StandardCharsets.UTF_8));
      assertThat(answer(socket)).contains(" 400 ");
    }
    assertThat(provider.asked).hasValue(0);
  }

  @Test
  void aHundredThousandFieldsAreRefused() {
    Form many = new Form();
    for (int i = 0; i < 100_000; i++) {
      many.text("field" + i, "x");
    }
    assertThat(studio.post("/compare-faces", many).statusCode()).isEqualTo(400);
    Form same = new Form();
    for (int i = 0; i < 30; i++) {
      same.file("image1", "a.png", PNG);
    }
    assertThat(studio.post("/compare-faces", same).body()).contains("twice");
  }

  @Test
  void headersWithoutEndAreRefused() {
    String long64k = "a".repeat(64 * 1024);
    assertThat(studio.post("/compare-faces", new Form().file("image1", long64k, PNG)).statusCode())
        .isEqualTo(400);
    assertThat(studio.post("/compare-faces", new Form().text(long64k, "x")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void namesThatArePathsTouchNoFile() {
    String[] names = {
      "../../../../tmp/owned.png",
      "/etc/passwd.png",
      "C:\\windows\\x.jpg",
      "a\0b.png",
      "..png",
      "%2e%2e%2fx.webp",
      "x\".png"
    };
    for (String name : names) {
      var answer =
          studio.post(
              "/compare-faces",
              new Form()
                  .file("image1", name.replace("\"", "\\\""), PNG)
                  .file("image2", "b.png", PNG));
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
    }
    assertThat(Path.of("/tmp/owned.png")).doesNotExist();
  }

  /** A picture that is also a page, an archive or a script is a picture, or refused. */
  @Test
  void polyglotsAreOnlyEverPictures() {
    byte[] html = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    byte[] behind = java.util.Arrays.copyOf(PNG, PNG.length + html.length);
    System.arraycopy(html, 0, behind, PNG.length, html.length);
    var after = studio.post("/compare-faces", Form.of(behind, PNG));
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).doesNotContain("script");
    assertThat(after.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    byte[] before = new byte[html.length + PNG.length];
    System.arraycopy(html, 0, before, 0, html.length);
    System.arraycopy(PNG, 0, before, html.length, PNG.length);
    assertThat(studio.post("/compare-faces", Form.of(before, PNG)).statusCode()).isEqualTo(400);
  }

  /** Any bytes at all, damaged forms among them, end in an answer of ours. */
  @Test
  void damagedFormsAreAnswered() throws Exception {
    Random random = new Random(7);
    byte[] whole = Form.of(PNG, PNG).body();
    for (int i = 0; i < 150; i++) {
      byte[] body = whole.clone();
      for (int k = 0; k <= random.nextInt(8); k++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      var request =
          java.net.http.HttpRequest.newBuilder(studio.uri("/compare-faces"))
              .header("Content-Type", "multipart/form-data; boundary=" + Form.BOUNDARY)
              .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      assertThat(studio.send(request).statusCode()).isIn(200, 400);
    }
  }

  /** What never becomes a request is answered like any other: no page of the HTTP server's own. */
  @Test
  void whatIsNoRequestIsAProblemToo() throws IOException {
    for (String said :
        List.of(
            "RUBBISH\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
            "POST /compare-faces HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.http.port())) {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer)
            .as(said.substring(0, Math.min(40, said.length())))
            .matches("(?s)HTTP/1.1 [45][0-9][0-9] .*")
            .contains("application/problem+json", "\"code\":\"request.")
            .doesNotContain("jetty", "<html");
      }
    }
  }
}
