package mien.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a vault and its database server on loopback, and cuts the connection at one COMMIT
 * of the client: before the server hears it, or when it has answered and the client has not heard.
 */
final class CuttingProxy implements AutoCloseable {

  /** When a connection is cut. */
  enum Cut {
    /** The server never hears of the commit. */
    BEFORE_THE_SERVER_HEARS,
    /** It commits, and the answer is lost. */
    BEFORE_THE_CLIENT_HEARS,
    /** The same, and the server cannot be reached any more. */
    AND_NO_WAY_BACK
  }

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile int at = -1;
  private volatile Cut cut = Cut.BEFORE_THE_SERVER_HEARS;
  private volatile boolean away;

  CuttingProxy(int server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts at the commit of that number from now on, from 0. */
  void arm(int number, Cut how) {
    commits.set(0);
    cut = how;
    at = number;
  }

  /** How many commits passed or were cut since it was armed. */
  int disarm() {
    at = -1;
    away = false;
    return commits.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (away) {
          client.close();
          continue;
        }
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        open.add(client);
        open.add(behind);
        Link link = new Link(client, behind);
        Thread.ofPlatform().daemon().start(link::up);
        Thread.ofPlatform().daemon().start(link::down);
      } catch (IOException _) {
        // The door was closed, or a client went away at once.
      }
    }
  }

  /** One connection. */
  private final class Link {
    private final Socket client;
    private final Socket behind;
    private volatile boolean deaf;

    Link(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    /** What the client says. */
    void up() {
      try (client;
          behind) {
        InputStream in = client.getInputStream();
        OutputStream out = behind.getOutputStream();
        byte[] buffer = new byte[1 << 20];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          boolean commit =
              new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT");
          if (commit && commits.getAndIncrement() == at) {
            if (cut == Cut.BEFORE_THE_SERVER_HEARS) {
              return;
            }
            away = cut == Cut.AND_NO_WAY_BACK;
            deaf = true;
          }
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException _) {
        // Cut.
      }
    }

    /** What the server says; of the answer to the commit, nothing but that there was one. */
    void down() {
      try (client;
          behind) {
        InputStream in = behind.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0 && !deaf; read = in.read(buffer)) {
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException _) {
        // Cut.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket one : open) {
      one.close();
    }
  }
}
