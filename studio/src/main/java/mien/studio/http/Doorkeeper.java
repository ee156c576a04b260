package mien.studio.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.studio.http.HttpSettings.StaffKey;
import org.jspecify.annotations.Nullable;

/**
 * Who has access. Beyond loopback: clients with a key. On loopback: every program of this machine,
 * but not a foreign web page in its browser: neither by its own origin, nor by a name that it makes
 * point here.
 */
final class Doorkeeper {

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What browsers say of a request that no page of another origin caused. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Optional<ApiKey> key;
  private final List<StaffKey> staff;
  private final boolean loopback;

  /**
   * What a request says of itself before its body is read.
   *
   * @param key in {@code X-API-Key}
   * @param host in {@code Host}
   * @param origin in {@code Origin}
   * @param site in {@code Sec-Fetch-Site}
   */
  record Knock(
      @Nullable String key,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site) {}

  Doorkeeper(HttpSettings settings) {
    this.key = settings.key();
    this.staff = settings.staff();
    this.loopback = settings.address().isLoopbackAddress();
  }

  /**
   * Checks a request before anything of its body is read.
   *
   * @return whose key was shown, if it is one of the staff's
   * @throws MienException USER {@code access.key} or {@code access.origin}
   */
  Optional<String> check(Route route, Knock knock) {
    if (loopback && !OWN_NAMES.contains(nameOf(knock.host()))) {
      throw origin("this server answers to localhost alone");
    }
    boolean changes = route.method() != Route.Method.GET;
    if (changes && knock.origin() != null && !sameOrigin(knock.origin(), knock.host())) {
      throw origin("pages of other sites may not use this server");
    }
    boolean forStaff = route.access() == Route.Access.STAFF;
    if (forStaff && knock.site() != null && !OWN_SITES.contains(knock.site())) {
      throw origin("pages of other sites may not use this server");
    }
    Optional<String> owner = owner(knock.key());
    boolean demanded = key.isPresent() || (!loopback && !staff.isEmpty());
    boolean shown = owner.isPresent() || (key.isPresent() && key.get().matches(knock.key()));
    if (route.access() != Route.Access.OPEN && demanded && !shown) {
      throw new MienException(
          HttpFault.ACCESS_KEY, "Send the API key of this server in the header X-API-Key.");
    }
    return owner;
  }

  /** Every key is looked at, whichever it is: the time tells nothing. */
  private Optional<String> owner(@Nullable String shown) {
    String found = null;
    for (StaffKey one : staff) {
      if (one.key().matches(shown)) {
        found = one.id();
      }
    }
    return Optional.ofNullable(found);
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
    return new MienException(HttpFault.ACCESS_ORIGIN, "Cross-origin request refused: " + why + ".");
  }
}
