package mien.engine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.NearestWord;
import mien.core.face.ModelId;
import mien.engine.fault.EngineFault;

/**
 * The cards of all models that mien knows. Immutable; reads no file but its own table of graph
 * contracts.
 *
 * <p>Within a task the cards stand in the order of their measured or published figures; why, is
 * written on the class that lists them. Which one an engine takes is a {@link ModelSet}'s matter.
 */
public final class ModelCatalog {

  private final Map<ModelId, ModelCard> cards;

  private ModelCatalog(Map<ModelId, ModelCard> cards) {
    this.cards = cards;
  }

  /**
   * Something that is published but has no card, because it cannot be verified or run.
   *
   * @param name as published
   * @param reason why there is no card, and what to take instead
   * @param sha256 where it is known
   */
  public record WithoutCard(String name, String reason, Optional<String> sha256) {}

  /** The models that this version of mien knows. */
  public static ModelCatalog builtIn() {
    return BuiltIn.CATALOG;
  }

  /**
   * A catalog of these cards.
   *
   * @throws IllegalArgumentException if two cards have one id or one file name
   */
  public static ModelCatalog of(List<ModelCard> cards) {
    Map<ModelId, ModelCard> byId = new LinkedHashMap<>();
    Map<String, ModelId> byFile = new LinkedHashMap<>();
    for (ModelCard card : cards) {
      if (byId.put(card.id(), card) != null) {
        throw new IllegalArgumentException("two cards have the id " + card.id());
      }
      ModelId other = byFile.put(card.fileName(), card.id());
      if (other != null) {
        throw new IllegalArgumentException(
            "the models "
                + other
                + " and "
                + card.id()
                + " have one file name: "
                + card.fileName());
      }
    }
    return new ModelCatalog(byId);
  }

  /** This catalog with one more card, the last of its task. */
  public ModelCatalog with(ModelCard card) {
    List<ModelCard> more = new ArrayList<>(cards.values());
    more.add(card);
    return of(more);
  }

  /** All cards, task by task. */
  public List<ModelCard> cards() {
    return List.copyOf(cards.values());
  }

  /** The cards of a task, in the catalog's order. */
  public List<ModelCard> cards(ModelTask task) {
    return cards.values().stream().filter(card -> card.task() == task).toList();
  }

  /** The card of {@code id}. */
  public Optional<ModelCard> card(ModelId id) {
    return Optional.ofNullable(cards.get(id));
  }

  /**
   * The card of {@code id}.
   *
   * @throws MienException OPERATOR {@code model.unknown} if there is none; names ids that are near
   */
  public ModelCard require(ModelId id) {
    return card(id)
        .orElseThrow(
            () ->
                new MienException(
                    EngineFault.MODEL_UNKNOWN,
                    "no model is called '"
                        + id
                        + "'."
                        + NearestWord.question(id.value(), names())
                        + " 'mien models list' shows them all."));
  }

  private List<String> names() {
    return cards.keySet().stream().map(ModelId::value).toList();
  }

  /** What is published but has no card, and why. */
  public static List<WithoutCard> withoutCard() {
    return Stream.concat(HeadCards.withoutCard().stream(), AssessmentCards.withoutCard().stream())
        .toList();
  }

  /** Built when first asked for. */
  private static final class BuiltIn {

    private static final ModelCatalog CATALOG = build();

    private static ModelCatalog build() {
      Map<ModelId, GraphContract> graphs = GraphContracts.builtIn();
      List<ModelCard> all =
          Stream.of(
                  DetectorCards.cards(),
                  RecognizerCards.cards(),
                  HeadCards.cards(),
                  AssessmentCards.cards())
              .flatMap(List::stream)
              .map(CardDraft::card)
              .map(card -> withGraph(card, graphs))
              .toList();
      return of(all);
    }

    private static ModelCard withGraph(ModelCard card, Map<ModelId, GraphContract> graphs) {
      GraphContract graph = graphs.get(card.id());
      return graph == null ? card : card.withGraph(graph);
    }
  }
}
