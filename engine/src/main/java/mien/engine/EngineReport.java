package mien.engine;

import java.util.List;
import java.util.Map;
import mien.engine.model.ModelCard;
import mien.engine.model.ProviderReport;

/**
 * What an engine is made of: for logs, for {@code mien doctor} and for a status page.
 *
 * @param models in the order of their opening
 * @param missing what has no model, with the sentence that says how to get one
 */
public record EngineReport(List<ModelInUse> models, Map<Aspect, String> missing) {

  /**
   * A loaded model.
   *
   * @param card what it is, with its license
   * @param provider where it runs and why
   */
  public record ModelInUse(ModelCard card, ProviderReport provider) {}

  /** Copies. */
  public EngineReport {
    models = List.copyOf(models);
    missing = Map.copyOf(missing);
  }
}
