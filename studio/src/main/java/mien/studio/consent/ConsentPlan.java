package mien.studio.consent;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.model.ModelCard;
import mien.studio.frame.Faces;
import mien.studio.frame.Frame;
import mien.studio.frame.Slice;
import mien.studio.frame.SlicePlan;
import mien.studio.http.HttpFault;
import mien.studio.http.HttpSettings;
import mien.studio.http.Route;

/**
 * Keeping photos of people with their consent.
 *
 * @param config the vault and who may use it; none: every route says how to switch it on
 * @param threshold from which score two faces are one person, by the recognizer in use
 */
public record ConsentPlan(Optional<ConsentConfig> config, ToDoubleFunction<ModelCard> threshold)
    implements SlicePlan {

  /** Refuses null. */
  public ConsentPlan {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(threshold, "threshold");
  }

  @Override
  public String name() {
    return "consent";
  }

  @Override
  public Set<Aspect> wants() {
    return config.isPresent() ? EnumSet.of(Aspect.AGE_GENDER, Aspect.EMBEDDING) : Set.of();
  }

  @Override
  public List<HttpSettings.StaffKey> staff() {
    return people().stream().map(Staff::atTheDoor).toList();
  }

  private List<Staff> people() {
    return config.map(ConsentConfig::staff).orElse(List.of());
  }

  @Override
  public void check(HttpSettings http) {
    if (config.isPresent() && people().isEmpty() && !http.address().isLoopbackAddress()) {
      throw new MienException(
          HttpFault.UNSAFE,
          "Beyond this machine a vault answers only to staff with keys of their own, but none is"
              + " configured: add [[vault.staff]] with id, role and key-file to the settings.");
    }
  }

  @Override
  public Slice open(Frame frame) {
    return new Open(config.map(desk -> desk(desk, frame)));
  }

  private ConsentDesk desk(ConsentConfig desk, Frame frame) {
    Optional<Faces.Ready> ready =
        switch (frame.faces()) {
          case Faces.Ready open -> Optional.of(open);
          case Faces.Missing _ -> Optional.empty();
        };
    ConsentDesk open =
        ConsentDesk.open(
            desk,
            ready.map(faces -> new EngineFaces(faces, threshold)),
            ready.map(OnnxClassification::of),
            frame.jobs());
    open.count(frame.metrics());
    return open;
  }

  private final class Open implements Slice {

    private final Optional<ConsentDesk> desk;
    private final List<Route> routes;

    Open(Optional<ConsentDesk> desk) {
      this.desk = desk;
      this.routes = new ConsentRoutes(desk).routes();
    }

    @Override
    public String name() {
      return ConsentPlan.this.name();
    }

    @Override
    public List<Route> routes() {
      return routes;
    }

    @Override
    public void close() {
      desk.ifPresent(ConsentDesk::close);
    }
  }
}
