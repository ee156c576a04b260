package mien.engine.model;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Models that are pulled together, by what their licences allow. */
public enum ModelPack {
  /** Everything published whose licence allows any use. */
  OPEN(card -> card.license().commercialUse()),
  /** What InsightFace publishes for non-commercial research; asks before it downloads. */
  INSIGHTFACE(card -> card.license().equals(CardDraft.INSIGHTFACE));

  private final Predicate<ModelCard> holds;

  ModelPack(Predicate<ModelCard> holds) {
    this.holds = holds;
  }

  /** The name for people: {@code open}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cards of the pack that are published somewhere, in the catalogue's order. */
  public List<ModelCard> cards(ModelCatalog catalog) {
    return catalog.cards().stream().filter(holds).filter(c -> !c.sources().isEmpty()).toList();
  }
}
