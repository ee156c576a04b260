package mien.cli.models;

import mien.cli.fault.CliFault;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;

/** Model names as people type them. */
final class ModelWords {

  private ModelWords() {}

  /**
   * The card of a name.
   *
   * @throws MienException OPERATOR {@code model.unknown} with the nearest name
   */
  static ModelCard card(ModelCatalog catalog, String word) {
    ModelId id;
    try {
      id = new ModelId(word);
    } catch (IllegalArgumentException e) {
      throw new MienException(
          CliFault.USAGE_MODEL, "'" + word + "' is not a model's name: " + e.getMessage());
    }
    return catalog.require(id);
  }

  /** {@code any use} or {@code non-commercial}. */
  static String use(ModelCard card) {
    return card.license().commercialUse() ? "any use" : "non-commercial";
  }
}
