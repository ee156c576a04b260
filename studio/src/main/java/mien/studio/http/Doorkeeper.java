package mien.studio.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.core.MienException.Blame;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Beyond loopback that is whoever has the key. On loopback it is every program of
 * this machine, but not a foreign web page in its browser: neither by its own origin, nor by a name
 * that it makes point here.
 */
final class Doorkeeper {

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Optional<ApiKey> key;
  private final boolean loopback;

  Doorkeeper(HttpSettings settings) {
    this.key = settings.key();
    this.loopback = settings.address().isLoopbackAddress();
  }

  /**
   * Checks a request before anything of its body is read.
   *
   * @throws MienException USER {@code access.key} or {@code access.origin}
   */
  void check(
      Route.Method method,
      boolean open,
      @Nullable String shownKey,
      @Nullable String host,
      @Nullable String origin) {
    if (loopback && !OWN_NAMES.contains(nameOf(host))) {
      throw origin("this server answers to localhost alone");
    }
    if (method == Route.Method.POST && origin != null && !sameOrigin(origin, host)) {
      throw origin("pages of other sites may not use this server");
    }
    if (!open && key.isPresent() && !key.get().matches(shownKey)) {
      throw new MienException(
          Blame.USER, "access.key", "This server wants its key in the header X-API-Key.");
    }
  }

  private static boolean sameOrigin(String origin, @Nullable String host) {
    int at = origin.indexOf("://");
    return at > 0 && host != null && origin.substring(at + 3).equalsIgnoreCase(host);
  }

  /** The host without its port. */
  private static String nameOf(@Nullable String host) {
    if (host == null) {
      return "";
    }
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.indexOf(']') < colon;
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static MienException origin(String why) {
    return new MienException(Blame.USER, "access.origin", "Not from there: " + why + ".");
  }
}
