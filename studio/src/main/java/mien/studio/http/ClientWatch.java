package mien.studio.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Notices clients that went away while their answer is made, and interrupts the work: no one waits
 * for it. Four times a second one thread of its own asks the sockets of the requests under way.
 *
 * <p>A socket is asked by a read that does not block. The request has arrived whole, so a
 * well-behaved client sends nothing: the read gives nothing, or the end. A client that sent its
 * next request ahead loses those bytes; its connection is then closed after the answer, on which it
 * must send them again (RFC 9112, 9.3.2).
 *
 * <p>Why not Jetty's own events: while a handler of an HTTP/1.1 request runs, Jetty 12 waits for no
 * byte of that connection, so a client that closes it is noticed at the next read or write, which
 * here is the answer ({@code Request.addFailureListener} is told then, too). {@code
 * EndPoint.fillInterested} would tell that something is to be read, but not whether that is the end
 * or a byte; and an end point holds one such interest, which can only be taken back by failing it:
 * the connection's own at the end of the request would throw {@code ReadPendingException}.
 */
final class ClientWatch implements AutoCloseable {

  private static final long PAUSE_NANOS = 250_000_000L;

  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  ClientWatch() {
    thread = Thread.ofVirtual().name("mien-client-watch").start(this::watch);
  }

  /** Watches the client of the calling thread's request until it is closed. */
  Watched watch(ReadableByteChannel socket) {
    Watched watched = new Watched(socket, Thread.currentThread());
    underWay.add(watched);
    return watched;
  }

  /** Interrupts everything that is under way. */
  void interruptAll() {
    underWay.forEach(Watched::interrupt);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void watch() {
    while (!closed) {
      underWay.forEach(Watched::ask);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** One request. */
  final class Watched implements AutoCloseable {

    private final ReadableByteChannel socket;
    private final Thread worker;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean done;
    private volatile boolean gone;
    private volatile boolean spoiled;

    private Watched(ReadableByteChannel socket, Thread worker) {
      this.socket = socket;
      this.worker = worker;
    }

    /** Whether the client went away. */
    boolean gone() {
      return gone;
    }

    /** Whether the connection must be closed after the answer. */
    boolean spoiled() {
      return spoiled;
    }

    private void ask() {
      lock.lock();
      try {
        if (done || spoiled || gone) {
          return;
        }
        int read = socket.read(ByteBuffer.allocate(1));
        if (read > 0) {
          spoiled = true;
        } else if (read < 0) {
          gone = true;
        }
      } catch (IOException _) {
        gone = true;
      } finally {
        lock.unlock();
      }
      if (gone) {
        interrupt();
      }
    }

    private void interrupt() {
      lock.lock();
      try {
        if (!done) {
          worker.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Ends the watch; the thread's interrupt does not outlive it. Call on the request's thread. */
    @Override
    public void close() {
      lock.lock();
      try {
        done = true;
      } finally {
        lock.unlock();
      }
      underWay.remove(this);
      var _ = Thread.interrupted();
    }
  }
}
