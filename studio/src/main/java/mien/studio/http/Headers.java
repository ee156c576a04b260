package mien.studio.http;

import java.util.Map;

/** What every answer says to browsers. CORS stays closed: there is no Access-Control header. */
final class Headers {

  /** Scripts, styles and connections of this server only; photos as blobs of the page itself. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy", CONTENT_SECURITY_POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(self), microphone=(), geolocation=()",
          // A route that may be kept says so itself.
          "Cache-Control", "no-store");

  /** For browsers that came by TLS: a year. */
  static final String STRICT_TRANSPORT = "max-age=31536000";

  private Headers() {}
}
