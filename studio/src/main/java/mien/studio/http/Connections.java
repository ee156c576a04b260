package mien.studio.http;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, and which of them may stay. All of this comes before a request is
 * read, and so before the key is checked.
 *
 * <p>A connection that waits for a header may do so for a limited time, however steadily the bytes
 * drip; so may one that takes its answer. When an address has its share, or all places are taken,
 * the connection that has waited longest for a header makes room for the new one: a client that
 * sends its header at once is answered however many others only hold connections. Where every
 * connection is at work, the new one is closed.
 *
 * <p>Jetty knows an idle time-out, which each byte begins again, and a limit for all connections,
 * at which it stops accepting. Called on Jetty's threads; the clock is its scheduler.
 */
final class Connections extends AbstractLifeCycle
    implements SelectorManager.AcceptListener, Connection.Listener, HttpConfiguration.Customizer {

  /** A client takes its answer at least so fast, after the time that a header may take. */
  private static final long BYTES_PER_SECOND = 32 * 1024;

  private static final int NETWORK_BYTES = 8;
  private static final int LOOKS = 8;

  private final HttpSettings.Limits limits;
  private final Supplier<Scheduler> scheduler;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<SelectableChannel, Held> held = new HashMap<>();

  /** A connection that was accepted; under the lock. */
  private static final class Held {
    private final InetAddress address;
    private @Nullable EndPoint endPoint;
    private boolean working;
    private long until;
    private long since;

    Held(InetAddress address) {
      this.address = address;
    }
  }

  Connections(HttpSettings.Limits limits, Supplier<Scheduler> scheduler) {
    this.limits = limits;
    this.scheduler = scheduler;
  }

  @Override
  protected void doStart() {
    lookLater();
  }

  private void lookLater() {
    long nanos = Math.max(1, limits.header().toNanos() / LOOKS);
    scheduler.get().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
  }

  /** Closes what has taken too long. */
  private void look() {
    if (!isRunning()) {
      return;
    }
    long now = System.nanoTime();
    List<EndPoint> late = new ArrayList<>();
    lock.lock();
    try {
      for (Held one : held.values()) {
        if (one.endPoint != null && one.until - now <= 0 && !one.working) {
          late.add(one.endPoint);
        }
      }
    } finally {
      lock.unlock();
    }
    late.forEach(endPoint -> close(endPoint, "it took too long"));
    lookLater();
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    Optional<InetAddress> address = addressOf(channel);
    if (address.isEmpty()) {
      IO.close(channel);
      return;
    }
    Held added = new Held(address.get());
    waits(added);
    Optional<Held> left = Optional.empty();
    boolean room = true;
    lock.lock();
    try {
      long ofAddress =
          held.values().stream().filter(one -> one.address.equals(added.address)).count();
      boolean shareTaken = ofAddress >= limits.perAddress();
      if (shareTaken || held.size() >= limits.connections()) {
        left = longestWaiting(shareTaken ? Optional.of(added.address) : Optional.empty());
        room = left.isPresent();
      }
      left.ifPresent(held.values()::remove);
      if (room) {
        held.put(channel, added);
      }
    } finally {
      lock.unlock();
    }
    left.map(one -> one.endPoint).ifPresent(endPoint -> close(endPoint, "others need its place"));
    if (!room) {
      IO.close(channel);
    }
  }

  private Optional<Held> longestWaiting(Optional<InetAddress> address) {
    return held.values().stream()
        .filter(one -> !one.working)
        .filter(one -> address.isEmpty() || address.get().equals(one.address))
        .min(Comparator.comparingLong(one -> one.since));
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    forget(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    forget(channel);
  }

  private void forget(SelectableChannel channel) {
    lock.lock();
    try {
      held.remove(channel);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    EndPoint wire = wire(connection.getEndPoint());
    boolean stays;
    lock.lock();
    try {
      Held one = held.get(wire.getTransport());
      stays = one != null;
      if (one != null) {
        one.endPoint = wire;
      }
    } finally {
      lock.unlock();
    }
    if (!stays) {
      // It made room for another between being accepted and being opened.
      close(wire, "others need its place");
    }
  }

  /** A header is there whole: the connection is at work until its answer is sent. */
  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    change(request, one -> one.working = true);
    Request.addCompletionListener(request, _ -> change(request, this::waits));
    return request;
  }

  /** The answer is made, and the client has time to take it. */
  void answering(Request request, long bytes) {
    Duration time = limits.header().plusSeconds(bytes / BYTES_PER_SECOND);
    change(
        request,
        one -> {
          one.working = false;
          one.since = System.nanoTime();
          one.until = one.since + time.toNanos();
        });
  }

  private void waits(Held one) {
    one.working = false;
    one.since = System.nanoTime();
    one.until = one.since + limits.header().toNanos();
  }

  private void change(Request request, java.util.function.Consumer<Held> change) {
    EndPoint wire = wire(request.getConnectionMetaData().getConnection().getEndPoint());
    lock.lock();
    try {
      Held one = held.get(wire.getTransport());
      if (one != null) {
        change.accept(one);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The end point of the socket; with TLS there is another above it. */
  @SuppressWarnings("ReferenceEquality") // the very same end point ends the way down
  static EndPoint wire(EndPoint endPoint) {
    EndPoint wire = endPoint;
    while (wire.getTransport() instanceof EndPoint below && below != wire) {
      wire = below;
    }
    return wire;
  }

  private static void close(EndPoint endPoint, String why) {
    endPoint.close(new TimeoutException("the connection is closed: " + why));
  }

  /** One host, or one network of an IPv6 site, which has as many addresses as it likes. */
  private static Optional<InetAddress> addressOf(SelectableChannel channel) {
    try {
      if (channel instanceof SocketChannel socket
          && socket.getRemoteAddress() instanceof InetSocketAddress remote) {
        InetAddress address = remote.getAddress();
        return Optional.of(
            address instanceof Inet6Address && !address.isLoopbackAddress()
                ? network(address)
                : address);
      }
      return Optional.empty();
    } catch (IOException _) {
      // It is gone already.
      return Optional.empty();
    }
  }

  private static InetAddress network(InetAddress address) throws IOException {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    return InetAddress.getByAddress(bytes);
  }
}
