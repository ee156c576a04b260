package mien.studio;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.engine.EngineReport;
import mien.studio.frame.Faces;
import mien.studio.frame.Frame;
import mien.studio.frame.Jobs;
import mien.studio.frame.Slice;
import mien.studio.frame.SlicePlan;
import mien.studio.http.HttpApi;
import mien.studio.http.Metrics;
import mien.studio.http.Route;

/**
 * The web application, wired by hand.
 *
 * <p>It owns the HTTP server, the slices, their jobs and the engine, from {@link #start} to {@link
 * #close}: closing stops accepting requests, finishes running ones within the grace of the
 * settings, and then closes the others in that order. It starts without models too, and says what
 * is missing.
 */
public final class Studio implements AutoCloseable {

  private final Faces faces;
  private final Frame frame;
  private final List<Slice> slices = new ArrayList<>();
  private Optional<HttpApi> http = Optional.empty();

  private Studio(Faces faces, Frame frame) {
    this.faces = faces;
    this.frame = frame;
  }

  /**
   * Opens the engine, then the slices, and begins to listen.
   *
   * @throws MienException OPERATOR if the address is taken, TLS cannot be set up or a slice cannot
   *     be opened
   */
  public static Studio start(StudioConfig config) {
    Faces faces = Faces.open(config.engine(), config.wants());
    Jobs jobs = new Jobs(config.journal(), InstantSource.system());
    Studio studio = new Studio(faces, new Frame(faces, jobs, new Metrics()));
    try {
      studio.open(config);
      return studio;
    } catch (RuntimeException e) {
      studio.close();
      throw e;
    }
  }

  private void open(StudioConfig config) {
    if (faces instanceof Faces.Ready) {
      frame.metrics().gauge("mien_engine_waiting", faces::waiting);
    }
    for (SlicePlan plan : config.slices()) {
      slices.add(plan.open(frame));
    }
    List<Route> routes = new ArrayList<>(new StatusRoutes(config, faces, slices).routes());
    slices.forEach(slice -> routes.addAll(slice.routes()));
    http =
        Optional.of(
            HttpApi.start(
                config.http(),
                config.uploads(),
                config.engine().capacity().photo(),
                routes,
                frame.metrics(),
                config.version()));
  }

  /** The port it listens on. */
  public int port() {
    return http.orElseThrow().port();
  }

  /** Why no face is seen: the sentence that says which model is missing. */
  public Optional<String> missing() {
    return switch (faces) {
      case Faces.Missing(String sentence) -> Optional.of(sentence);
      case Faces.Ready _ -> Optional.empty();
    };
  }

  /** What the engine is made of; empty while a model is missing. */
  public Optional<EngineReport> report() {
    return faces.made();
  }

  @Override
  public void close() {
    List<Runnable> steps = new ArrayList<>(List.of(faces::close, frame.jobs()::close));
    slices.forEach(slice -> steps.add(slice::close));
    http.ifPresent(server -> steps.add(server::close));
    List<RuntimeException> faults = new ArrayList<>();
    for (Runnable step : steps.reversed()) {
      try {
        step.run();
      } catch (RuntimeException e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      RuntimeException first = faults.removeFirst();
      faults.forEach(first::addSuppressed);
      throw first;
    }
  }
}
