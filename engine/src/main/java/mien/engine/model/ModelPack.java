package mien.engine.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import mien.core.face.ModelId;

/** Models that are pulled together, and the set that an engine takes when a pack is chosen. */
public enum ModelPack {
  /** The default: what package registries carry, under licenses that allow any use as declared. */
  REGISTRY(ModelSet.REGISTRY, card -> ModelSet.REGISTRY.all().contains(card.id())),
  /** Everything published whose license allows any use. */
  OPEN(ModelSet.OPEN, card -> card.license().commercialUse()),
  /** What InsightFace publishes for non-commercial research; asks before it downloads. */
  INSIGHTFACE(ModelSet.INSIGHTFACE, card -> card.license().equals(CardDraft.INSIGHTFACE));

  /** In the packages of {@link #REGISTRY}, but made and kept only when asked for by name. */
  public static final List<ModelId> ALTERNATIVES = List.of(new ModelId("dlib_resnet_v1"));

  private final ModelSet set;
  private final Predicate<ModelCard> holds;

  ModelPack(ModelSet set, Predicate<ModelCard> holds) {
    this.set = set;
    this.holds = holds;
  }

  /** The name for people: {@code open}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The models that an engine takes when this pack is in use. */
  public ModelSet set() {
    return set;
  }

  /** The cards of the pack that are published somewhere, in the catalog's order. */
  public List<ModelCard> cards(ModelCatalog catalog) {
    return catalog.cards().stream()
        .filter(holds)
        .filter(card -> !card.sources().isEmpty() && !ALTERNATIVES.contains(card.id()))
        .toList();
  }

  /** The npm packages that these cards come in, each once. */
  public static Set<NpmPackage> packages(List<ModelCard> cards) {
    Set<NpmPackage> packages = new LinkedHashSet<>();
    for (ModelCard card : cards) {
      for (ModelSource source : card.sources()) {
        if (source instanceof ModelSource.NpmMember member) {
          packages.add(member.origin());
        }
      }
    }
    return packages;
  }
}
