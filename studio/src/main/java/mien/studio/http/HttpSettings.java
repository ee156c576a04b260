package mien.studio.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.MienException;
import mien.core.MienException.Blame;

/**
 * Where the server listens and what it asks of those who come.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 * @param key demanded from every client; beyond loopback it must be there, or keys of the staff
 * @param staff keys that belong to somebody; each opens what {@code key} opens
 * @param tls certificate and key; must be there beyond loopback unless a proxy has them
 * @param tlsAtProxy a proxy in front speaks TLS, and nobody else reaches this address
 * @param requests that may be under way at once; more are told to come again
 * @param grace how long stopping waits for what is under way
 */
public record HttpSettings(
    InetAddress address,
    int port,
    Optional<ApiKey> key,
    List<StaffKey> staff,
    Optional<Tls> tls,
    boolean tlsAtProxy,
    int requests,
    Duration grace) {

  /**
   * PEM files.
   *
   * @param certificate the chain, the server's own first
   * @param key PKCS #8, not encrypted
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * Somebody's key.
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
    if (port < 0 || port > 65_535 || requests < 1 || grace.isNegative()) {
      throw new IllegalArgumentException(
          "a port is 0 to 65535 and one request at least is let in, but were "
              + port
              + " and "
              + requests);
    }
    staff = List.copyOf(staff);
    boolean sealed = tls.isPresent() || tlsAtProxy;
    if (!address.isLoopbackAddress() && (!locked(key, staff) || !sealed)) {
      throw new MienException(
          Blame.OPERATOR,
          "studio.unsafe",
          "Listening beyond this machine, on "
              + address.getHostAddress()
              + ", needs "
              + missing(!locked(key, staff), !sealed)
              + ".");
    }
  }

  /** Without keys of the staff. */
  public HttpSettings(
      InetAddress address,
      int port,
      Optional<ApiKey> key,
      Optional<Tls> tls,
      boolean tlsAtProxy,
      int requests,
      Duration grace) {
    this(address, port, key, List.of(), tls, tlsAtProxy, requests, grace);
  }

  /** Loopback, without key and TLS. */
  public static HttpSettings loopback(int port) {
    return new HttpSettings(
        InetAddress.getLoopbackAddress(),
        port,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        256,
        Duration.ofSeconds(10));
  }

  /** The same with keys of the staff. */
  public HttpSettings withStaff(List<StaffKey> others) {
    return new HttpSettings(address, port, key, others, tls, tlsAtProxy, requests, grace);
  }

  private static boolean locked(Optional<ApiKey> key, List<StaffKey> staff) {
    return key.isPresent() || !staff.isEmpty();
  }

  private static String missing(boolean key, boolean tls) {
    String needsKey = "an API key (--api-key-file FILE)";
    String needsTls =
        "TLS (--tls-cert FILE --tls-key FILE, or --tls-at-proxy behind a proxy that does TLS)";
    return key && tls ? needsKey + " and " + needsTls : key ? needsKey : needsTls;
  }
}
