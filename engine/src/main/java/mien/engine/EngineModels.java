package mien.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.fault.EngineFault;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelStore;
import mien.engine.model.ModelTask;
import mien.engine.model.SessionPolicy;

/**
 * The models that are open, in the order of their opening. The creator closes it; closing goes
 * backwards, and a failure half-way through opening closes what was open.
 */
final class EngineModels implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EngineModels.class.getName());

  private final ModelStore store;
  private final ModelSet set;
  private final SessionPolicy policy;
  private final UnaryOperator<LoadedModel> around;
  private final Deque<LoadedModel> open = new ArrayDeque<>();
  private final Map<Aspect, String> missing = new EnumMap<>(Aspect.class);

  EngineModels(EngineConfig config, UnaryOperator<LoadedModel> around) {
    this.around = around;
    this.set = config.models().set();
    this.store = new ModelStore(ModelCatalog.builtIn(), config.models().folders());
    this.policy =
        new SessionPolicy(
            config.inference().threads(),
            config.inference().providers(),
            config.inference().requireProvider(),
            false);
  }

  /**
   * The chosen model of a task, or else the first of the set.
   *
   * @throws MienException OPERATOR if it is not there, or the set has none for the task
   */
  LoadedModel require(ModelTask task, Optional<ModelId> chosen) {
    return open(
        chosen
            .or(() -> set.first(task))
            .orElseThrow(
                () ->
                    new MienException(
                        EngineFault.MODEL_MISSING,
                        "the set of models '" + set.name() + "' has none for " + words(task))));
  }

  /** The set's first model of a task; where it is not there, the aspect is noted as missing. */
  Optional<LoadedModel> prefer(ModelTask task, Aspect aspect) {
    Optional<ModelId> id = set.first(task);
    if (id.isEmpty()) {
      noteNone(task, aspect);
      return Optional.empty();
    }
    return all(aspect, id.get()).map(List::getFirst);
  }

  /**
   * The set's models of a task, in its order, if all are there; where one is not, or the set has
   * none, the aspect is noted as missing.
   */
  Optional<List<LoadedModel>> ofSet(ModelTask task, Aspect aspect) {
    List<ModelId> ids = set.of(task);
    if (ids.isEmpty()) {
      noteNone(task, aspect);
      return Optional.empty();
    }
    return all(aspect, ids.toArray(ModelId[]::new));
  }

  /** Which models the engine takes. */
  ModelSet set() {
    return set;
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

  /** Says that another set has models for it, unless something is known of the aspect already. */
  private void noteNone(ModelTask task, Aspect aspect) {
    missing.putIfAbsent(
        aspect,
        "the set of models '"
            + set.name()
            + "' has none for "
            + words(task)
            + "; 'mien models use open' takes one that has");
  }

  private static String words(ModelTask task) {
    return task.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void note(Aspect aspect, ModelId id) {
    try {
      store.verify(id);
    } catch (MienException e) {
      missing.put(aspect, e.getMessage());
    }
  }
}
