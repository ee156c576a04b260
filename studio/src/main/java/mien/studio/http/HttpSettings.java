package mien.studio.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.MienException;

/**
 * Where the server listens and what it asks of those who come.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 * @param key demanded from every client; beyond loopback it must be there, or keys of the staff
 * @param staff keys of persons; each opens what {@code key} opens
 * @param tls certificate and key; must be there beyond loopback unless a proxy has them
 * @param tlsAtProxy a proxy in front speaks TLS, and nothing else reaches this address
 * @param limits how many clients, and how long they may take
 */
public record HttpSettings(
    InetAddress address,
    int port,
    Optional<ApiKey> key,
    List<StaffKey> staff,
    Optional<Tls> tls,
    boolean tlsAtProxy,
    Limits limits) {

  /**
   * How many clients may come at once, and how long they may take.
   *
   * @param requests that may be under way at once, those that only read not counted
   * @param patience how long a request waits for its turn, or for memory, before it is refused
   * @param connections that may be open at once
   * @param perAddress connections of one client address (of one /64 network with IPv6)
   * @param header how long a connection may take to deliver the next header whole
   * @param grace how long stopping waits for what is under way
   */
  public record Limits(
      int requests,
      Duration patience,
      int connections,
      int perAddress,
      Duration header,
      Duration grace) {

    /** Connections that may be open at once. */
    public static final int CONNECTIONS = 1024;

    private static final int SHARE = 4;

    /** 256 requests; a quarter of the connections for one address; 10 seconds for each wait. */
    public static final Limits USUAL =
        new Limits(
            256,
            Duration.ofSeconds(10),
            CONNECTIONS,
            CONNECTIONS / SHARE,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    /** Refuses limits that let no one in. */
    public Limits {
      if (requests < 1 || connections < 1 || perAddress < 1) {
        throw new IllegalArgumentException(
            "at least one request and one connection must be possible, but were "
                + requests
                + ", "
                + connections
                + " and "
                + perAddress
                + " an address");
      }
      if (patience.isNegative() || grace.isNegative() || !header.isPositive()) {
        throw new IllegalArgumentException("times are not negative, and a header takes some");
      }
    }

    /** The same with so many requests at once. */
    public Limits withRequests(int others) {
      return new Limits(others, patience, connections, perAddress, header, grace);
    }

    /** The same with another patience. */
    public Limits withPatience(Duration other) {
      return new Limits(requests, other, connections, perAddress, header, grace);
    }

    /** The same with so many connections in all, and of one address. */
    public Limits withConnections(int all, int ofOneAddress) {
      return new Limits(requests, patience, all, ofOneAddress, header, grace);
    }

    /** The same with another time for a header. */
    public Limits withHeader(Duration other) {
      return new Limits(requests, patience, connections, perAddress, other, grace);
    }

    /** The same with another time for stopping. */
    public Limits withGrace(Duration other) {
      return new Limits(requests, patience, connections, perAddress, header, other);
    }
  }

  /**
   * PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key PKCS #8, not encrypted
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * A person's key.
   *
   * @param id whose, as the audit log names them: never a person's name
   * @param key what they show
   */
  public record StaffKey(String id, ApiKey key) {}

  /**
   * Checks.
   *
   * @throws MienException OPERATOR {@code studio.unsafe} if it listens beyond loopback without key
   *     and TLS
   */
  public HttpSettings {
    Objects.requireNonNull(address, "address");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, but was " + port);
    }
    Objects.requireNonNull(limits, "limits");
    staff = List.copyOf(staff);
    boolean sealed = tls.isPresent() || tlsAtProxy;
    if (!address.isLoopbackAddress() && (!locked(key, staff) || !sealed)) {
      throw new MienException(
          HttpFault.UNSAFE,
          "Listening beyond this machine needs an API key and TLS, but for "
              + address.getHostAddress()
              + " there is no "
              + missing(!locked(key, staff), !sealed)
              + ".");
    }
  }

  /** Without keys of the staff, with the usual limits. */
  public HttpSettings(
      InetAddress address, int port, Optional<ApiKey> key, Optional<Tls> tls, boolean tlsAtProxy) {
    this(address, port, key, List.of(), tls, tlsAtProxy, Limits.USUAL);
  }

  /** Loopback, without key and TLS. */
  public static HttpSettings loopback(int port) {
    return new HttpSettings(
        InetAddress.getLoopbackAddress(), port, Optional.empty(), Optional.empty(), false);
  }

  /** The same with keys of the staff. */
  public HttpSettings withStaff(List<StaffKey> others) {
    return new HttpSettings(address, port, key, others, tls, tlsAtProxy, limits);
  }

  /** The same with other limits. */
  public HttpSettings with(Limits others) {
    return new HttpSettings(address, port, key, staff, tls, tlsAtProxy, others);
  }

  private static boolean locked(Optional<ApiKey> key, List<StaffKey> staff) {
    return key.isPresent() || !staff.isEmpty();
  }

  private static String missing(boolean key, boolean tls) {
    String needsKey = "API key (--api-key-file FILE)";
    String needsTls =
        "TLS (--tls-cert FILE --tls-key FILE, or --tls-at-proxy behind a proxy that does TLS)";
    return key && tls ? needsKey + " and no " + needsTls : key ? needsKey : needsTls;
  }
}
