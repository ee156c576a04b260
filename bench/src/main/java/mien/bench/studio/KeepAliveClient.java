package mien.bench.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One client with one connection that stays open: request bytes out, status and body in. It does as
 * little as can be done, because it shares the machine with the server that it measures. For one
 * thread.
 */
final class KeepAliveClient implements AutoCloseable {

  private static final int MOST_BODY = 1 << 20;
  private static final int PATIENCE_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;
  private boolean open = true;

  /** Connects to loopback. */
  KeepAliveClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What came back.
   *
   * @param status of HTTP
   * @param body as text
   */
  record Answer(int status, String body) {}

  /** Sends a whole request and waits for the whole answer. */
  Answer send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String first = line();
    int status = Integer.parseInt(first.substring(9, 12));
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (lower.startsWith("connection:") && lower.contains("close")) {
        open = false;
      }
    }
    if (length < 0 || length > MOST_BODY) {
      throw new IOException("an answer must say its length, up to 1 MB, but said " + length);
    }
    return new Answer(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  /** Whether the server keeps the connection. */
  boolean isOpen() {
    return open;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server hung up");
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** The bytes of {@code POST /compare-faces} with two photos. */
  static byte[] comparison(byte[] first, byte[] second) {
    String boundary = "mien-bench-7b1f0c7a";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, boundary, "image1", first);
    part(body, boundary, "image2", second);
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(ISO_8859_1));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST /compare-faces HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + "Content-Type: multipart/form-data; boundary="
                + boundary
                + "\r\nContent-Length: "
                + body.size()
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    request.writeBytes(body.toByteArray());
    return request.toByteArray();
  }

  private static void part(ByteArrayOutputStream to, String boundary, String name, byte[] photo) {
    to.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"photo.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n")
            .getBytes(ISO_8859_1));
    to.writeBytes(photo);
    to.writeBytes("\r\n".getBytes(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
