package mien.studio.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mien.studio.http.Route;

/** Every route of the consent desk; without a vault each answers how to switch it on. */
public final class ConsentRoutes {

  private final Door door;

  /**
   * The slice.
   *
   * @param desk stays its owner's; none: the vault is off
   */
  public ConsentRoutes(Optional<ConsentDesk> desk) {
    this.door = new Door(desk);
  }

  /** All of them. */
  public List<Route> routes() {
    List<Route> all = new ArrayList<>();
    all.addAll(new PolicyRoutes(door).routes());
    all.addAll(new SubjectRoutes(door).routes());
    all.addAll(new ReleaseRoutes(door).routes());
    all.addAll(new PhotoRoutes(door).routes());
    all.addAll(new ErasureRoutes(door).routes());
    all.addAll(new AuditRoutes(door).routes());
    return List.copyOf(all);
  }
}
