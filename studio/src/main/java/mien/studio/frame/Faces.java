package mien.studio.frame;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.FaceEngine;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelTask;

/** The engine of this machine as the studio's frame has it: open, or missing a model. */
public sealed interface Faces extends AutoCloseable {

  /**
   * It sees.
   *
   * @param engine closed with this
   * @param report what it is made of
   */
  record Ready(FaceFinder engine, EngineReport report) implements Faces {
    /** Refuses null. */
    public Ready {
      Objects.requireNonNull(engine, "engine");
      Objects.requireNonNull(report, "report");
    }

    /** Over an engine that is open; closed with this. */
    public static Ready of(FaceFinder engine) {
      return new Ready(engine, engine.report());
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  /**
   * It does not.
   *
   * @param sentence which model is missing, and how to get it; for the log, as it may name folders
   */
  record Missing(String sentence) implements Faces {
    @Override
    public void close() {}
  }

  /**
   * Opens the engine.
   *
   * @param config aspects are set here
   * @param wanted what all slices want
   * @throws MienException if it cannot be opened for another reason than the operator's models
   */
  static Faces open(EngineConfig config, Set<Aspect> wanted) {
    try {
      return Ready.of(FaceFinder.of(FaceEngine.open(config.withAspects(wanted))));
    } catch (MienException e) {
      return switch (e.blame()) {
        case OPERATOR -> new Missing(String.valueOf(e.getMessage()));
        case USER, BUSY, BUG -> throw e;
      };
    }
  }

  /** What it is made of; empty while a model is missing. */
  default Optional<EngineReport> made() {
    return switch (this) {
      case Ready ready -> Optional.of(ready.report());
      case Missing _ -> Optional.empty();
    };
  }

  /** The models in use. */
  default List<ModelInUse> models() {
    return made().map(EngineReport::models).orElse(List.of());
  }

  /** The model in use for a task. */
  default Optional<ModelCard> card(ModelTask task) {
    return models().stream().map(ModelInUse::card).filter(card -> card.task() == task).findFirst();
  }

  /** How many photos wait for it. */
  default int waiting() {
    return switch (this) {
      case Ready ready -> ready.engine().waiting();
      case Missing _ -> 0;
    };
  }

  @Override
  void close();
}
