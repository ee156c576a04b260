package mien.studio;

import java.util.List;
import java.util.Optional;
import mien.engine.EngineConfig;
import mien.studio.compare.ComparePlan;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.ConsentPlan;
import mien.studio.frame.SlicePlan;
import mien.studio.http.HttpSettings;

/** The list of slices that the studio is shipped with: here alone they are named. */
public final class StudioSlices {

  private StudioSlices() {}

  /**
   * All of them.
   *
   * @param compare how two photos are compared; the desk decides by the same score
   * @param consent the vault and who may use it; none: the desk says how to switch it on
   */
  public static List<SlicePlan> of(ComparePlan compare, Optional<ConsentConfig> consent) {
    return List.of(compare, new ConsentPlan(consent, compare.settings().threshold()::of));
  }

  /** A studio of them that compares by the contract, without a vault, with the usual limits. */
  public static StudioConfig studio(HttpSettings http, EngineConfig engine, String version) {
    return StudioConfig.of(http, engine, of(ComparePlan.standard(), Optional.empty()), version);
  }
}
