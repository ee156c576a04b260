package mien.studio.http;

import io.javalin.config.JettyConfig;
import java.security.KeyStore;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** The socket of the server, with its limits and, where there is a certificate, TLS. */
final class Listener {

  /** Held here, or Java's logging would forget their level. What goes well is not worth a line. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

  private static final int HEADER_BYTES = 8 * 1024;

  /** A connection on which nothing moves for so long is closed. */
  private static final long IDLE_MILLIS = 15_000;

  private final HttpSettings settings;
  private final Optional<KeyStore> keys;
  private final Connections connections;
  private @Nullable ServerConnector connector;

  Listener(HttpSettings settings) {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    this.settings = settings;
    this.keys = settings.tls().map(PemFiles::keyStore);
    this.connections =
        new Connections(settings.limits(), () -> Objects.requireNonNull(connector).getScheduler());
  }

  /** The connections that are open. */
  Connections connections() {
    return connections;
  }

  void configure(JettyConfig jetty) {
    jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
          http.setRequestHeaderSize(HEADER_BYTES);
          http.setIdleTimeout(IDLE_MILLIS);
          http.addCustomizer(connections);
          http.addCustomizer(new MethodOverride());
        });
    jetty.modifyServer(
        server -> {
          server.setStopTimeout(0);
          server.setErrorHandler(new WireProblems());
        });
    jetty.addConnector(this::connector);
  }

  int port() {
    ServerConnector mine = connector;
    return mine == null ? settings.port() : mine.getLocalPort();
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    ServerConnector made =
        keys.map(store -> sealed(server, http, store))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    made.setHost(settings.address().getHostAddress());
    made.setPort(settings.port());
    made.setIdleTimeout(IDLE_MILLIS);
    made.addBean(connections);
    connector = made;
    return made;
  }

  private static ServerConnector sealed(Server server, HttpConfiguration http, KeyStore store) {
    // Clients may come by address, which no certificate name matches.
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setKeyStore(store);
    ssl.setKeyStorePassword("");
    ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return new ServerConnector(server, ssl, new HttpConnectionFactory(http));
  }
}
