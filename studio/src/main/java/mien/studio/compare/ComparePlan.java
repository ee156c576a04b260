package mien.studio.compare;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mien.engine.Aspect;
import mien.engine.EngineReport.ModelInUse;
import mien.studio.frame.Faces;
import mien.studio.frame.Frame;
import mien.studio.frame.Slice;
import mien.studio.frame.SlicePlan;
import mien.studio.http.Route;

/**
 * Comparing two photos; nothing is stored.
 *
 * @param settings from which score two faces are one person, and which faces count
 * @param provider makes the provider in use from the local one, which it then owns; identity keeps
 *     the local one
 */
public record ComparePlan(CompareSettings settings, UnaryOperator<FaceProvider> provider)
    implements SlicePlan {

  /** Refuses null. */
  public ComparePlan {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(provider, "provider");
  }

  /** On this machine, by the contract. */
  public static ComparePlan standard() {
    return new ComparePlan(CompareSettings.STANDARD, UnaryOperator.identity());
  }

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public Set<Aspect> wants() {
    return LocalFaceProvider.WANTED;
  }

  @Override
  public Slice open(Frame frame) {
    return switch (frame.faces()) {
      case Faces.Ready ready -> {
        LocalFaceProvider local = LocalFaceProvider.over(ready.engine(), settings.threshold());
        yield new Open(frame, provider.apply(local), local.threshold());
      }
      case Faces.Missing missing ->
          new Open(
              frame,
              provider.apply(new UnloadedFaceProvider(missing.sentence())),
              CompareContract.THRESHOLD);
    };
  }

  private final class Open implements Slice {

    private final FaceProvider inUse;
    private final double threshold;
    private final List<Route> routes;

    Open(Frame frame, FaceProvider inUse, double threshold) {
      this.inUse = inUse;
      this.threshold = threshold;
      this.routes =
          new CompareRoutes(
                  inUse,
                  settings.bystanders(),
                  threshold,
                  frame.faces().models().stream().map(ModelInUse::card).toList(),
                  frame.metrics())
              .routes();
    }

    @Override
    public String name() {
      return ComparePlan.this.name();
    }

    @Override
    public List<Route> routes() {
      return routes;
    }

    @Override
    public boolean ready() {
      return inUse.loaded();
    }

    @Override
    public Optional<Judging> judging() {
      FaceProvider.Standing standing = inUse.standing();
      return Optional.of(new Judging(inUse.name(), standing.inUse(), standing.why(), threshold));
    }

    @Override
    public void close() {
      inUse.close();
    }
  }
}
