package mien.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;
import mien.engine.model.SessionPolicy;

/**
 * The models that are open, in the order of their opening. Whoever makes one closes it; closing
 * goes backwards, and a failure half-way through opening closes what was open.
 */
final class EngineModels implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EngineModels.class.getName());

  private final ModelStore store;
  private final SessionPolicy policy;
  private final UnaryOperator<LoadedModel> around;
  private final Deque<LoadedModel> open = new ArrayDeque<>();
  private final Map<Aspect, String> missing = new EnumMap<>(Aspect.class);

  EngineModels(EngineConfig config, UnaryOperator<LoadedModel> around) {
    this.around = around;
    this.store = new ModelStore(ModelCatalog.builtIn(), config.modelFolders());
    this.policy =
        new SessionPolicy(
            config.inferenceThreads(), config.providers(), config.requireProvider(), false);
  }

  /**
   * The chosen model of a task, or else the preferred one that is there.
   *
   * @throws MienException OPERATOR if there is none; the sentence names the one that would be
   *     preferred
   */
  LoadedModel require(ModelTask task, Optional<ModelId> chosen) {
    ModelId id =
        chosen
            .or(() -> store.preferred(task).map(ModelCard::id))
            .orElseGet(() -> suggested(task).id());
    return open(id);
  }

  /** The preferred model of a task; where there is none, the aspect is noted as missing. */
  Optional<LoadedModel> prefer(ModelTask task, Aspect aspect) {
    Optional<ModelCard> card = store.preferred(task);
    if (card.isEmpty()) {
      note(aspect, suggested(task).id());
    }
    return card.map(found -> open(found.id()));
  }

  /**
   * The models of these ids, if all are there; where one is not, the aspect is noted as missing.
   */
  Optional<List<LoadedModel>> all(Aspect aspect, ModelId... ids) {
    for (ModelId id : ids) {
      if (!store.has(id)) {
        note(aspect, id);
        return Optional.empty();
      }
    }
    List<LoadedModel> models = new ArrayList<>();
    for (ModelId id : ids) {
      models.add(open(id));
    }
    return Optional.of(models);
  }

  /** The model of this id, if it is there. */
  Optional<LoadedModel> ifThere(ModelId id) {
    return Optional.of(id).filter(store::has).map(this::open);
  }

  /** The verified numbers of a family that is no network, if they are there. */
  Optional<byte[]> numbers(ModelFamily family) {
    return store.catalog().cards().stream()
        .filter(card -> card.family() == family && store.has(card.id()))
        .findFirst()
        .map(card -> store.read(card.id()));
  }

  /** What to fetch where nothing is there: the best that anybody may use and that is published. */
  private ModelCard suggested(ModelTask task) {
    List<ModelCard> networks =
        store.catalog().cards(task).stream().filter(ModelCard::isNetwork).toList();
    return networks.stream()
        .filter(card -> card.license().commercialUse() && !card.sources().isEmpty())
        .findFirst()
        .orElseGet(networks::getFirst);
  }

  /** What is open, and where it runs. */
  List<ModelInUse> inUse() {
    return open.stream().map(model -> new ModelInUse(model.card(), model.provider())).toList();
  }

  /** What has no model, with the sentence that says how to get one. */
  Map<Aspect, String> missing() {
    return missing;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.removeLast().close();
    }
  }

  private LoadedModel open(ModelId id) {
    LoadedModel model = around.apply(store.open(id, policy));
    open.addLast(model);
    LOG.log(
        System.Logger.Level.DEBUG,
        () -> "opened " + id + " on " + model.provider().actual().label());
    model
        .provider()
        .refused()
        .forEach(
            (provider, why) ->
                LOG.log(
                    System.Logger.Level.WARNING,
                    () -> id + " does not run on " + provider.label() + ": " + why));
    return model;
  }

  private void note(Aspect aspect, ModelId id) {
    try {
      store.verify(id);
    } catch (MienException e) {
      missing.put(aspect, e.getMessage());
    }
  }
}
