package mien.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.ModelCard;
import mien.studio.compare.CompareContract;
import mien.studio.compare.CompareRoutes;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.compare.UnloadedFaceProvider;
import mien.studio.consent.ConsentDesk;
import mien.studio.consent.ConsentRoutes;
import mien.studio.http.HttpApi;
import mien.studio.http.Metrics;
import mien.studio.http.Route;

/**
 * The web application, wired by hand.
 *
 * <p>It owns the HTTP server and the face provider with its engine, from {@link #start} to {@link
 * #close}: closing stops accepting requests, finishes running ones within the grace of the
 * settings, and then closes the provider. It starts without models too, and says what is missing.
 */
public final class Studio implements AutoCloseable {

  private final HttpApi http;
  private final FaceProvider provider;
  private final Optional<String> missing;
  private final Optional<EngineReport> report;
  private final Optional<ConsentDesk> desk;

  private Studio(
      HttpApi http,
      FaceProvider provider,
      Optional<ConsentDesk> desk,
      Optional<String> missing,
      Optional<EngineReport> report) {
    this.http = http;
    this.report = report;
    this.provider = provider;
    this.desk = desk;
    this.missing = missing;
  }

  /**
   * Opens the engine and begins to listen.
   *
   * @throws MienException OPERATOR if the address is taken, TLS cannot be set up or the vault
   *     cannot be opened
   */
  public static Studio start(StudioConfig config) {
    Optional<LocalFaceProvider> local = Optional.empty();
    Optional<String> missing = Optional.empty();
    try {
      local = Optional.of(LocalFaceProvider.open(config.engine(), config.compare().threshold()));
    } catch (MienException e) {
      missing =
          switch (e.blame()) {
            case OPERATOR -> Optional.of(String.valueOf(e.getMessage()));
            case USER, BUSY, BUG -> throw e;
          };
    }
    String why = missing.orElse("");
    FaceProvider here =
        local.<FaceProvider>map(l -> l).orElseGet(() -> new UnloadedFaceProvider(why));
    FaceProvider provider = config.provider().apply(here);
    Optional<ConsentDesk> desk = Optional.empty();
    try {
      desk = desk(config, local);
      return new Studio(
          http(config, local, provider, desk),
          provider,
          desk,
          missing,
          local.map(LocalFaceProvider::report));
    } catch (RuntimeException e) {
      desk.ifPresent(ConsentDesk::close);
      provider.close();
      throw e;
    }
  }

  private static Optional<ConsentDesk> desk(
      StudioConfig config, Optional<LocalFaceProvider> local) {
    Optional<LocalFaces> faces = local.map(LocalFaces::new);
    return config
        .consent()
        .map(
            consent ->
                ConsentDesk.open(
                    consent, faces.map(one -> one), faces.map(LocalFaces::classification)));
  }

  private static HttpApi http(
      StudioConfig config,
      Optional<LocalFaceProvider> local,
      FaceProvider provider,
      Optional<ConsentDesk> desk) {
    Metrics metrics = new Metrics();
    local.ifPresent(l -> metrics.gauge("mien_engine_waiting", l::waiting));
    desk.ifPresent(d -> d.count(metrics));
    double threshold = local.map(LocalFaceProvider::threshold).orElse(CompareContract.THRESHOLD);
    List<ModelInUse> models = local.map(l -> l.report().models()).orElse(List.of());
    List<ModelCard> cards = models.stream().map(ModelInUse::card).toList();
    List<Route> routes = new ArrayList<>();
    routes.addAll(new StatusRoutes(config, local, provider, threshold).routes());
    routes.addAll(
        new CompareRoutes(provider, config.compare().bystanders(), threshold, cards, metrics)
            .routes());
    routes.addAll(new ConsentRoutes(desk).routes());
    return HttpApi.start(
        config.http(),
        config.uploads(),
        config.engine().capacity().photo(),
        routes,
        metrics,
        config.version());
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Why nothing can be compared: the sentence that says which model is missing. */
  public Optional<String> missing() {
    return missing;
  }

  /** What the engine is made of; empty while a model is missing. */
  public Optional<EngineReport> report() {
    return report;
  }

  /** The models in use are open as long as the studio is. */
  public FaceProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    try {
      http.close();
    } finally {
      try {
        desk.ifPresent(ConsentDesk::close);
      } finally {
        provider.close();
      }
    }
  }
}
