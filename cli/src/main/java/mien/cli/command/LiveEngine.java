package mien.cli.command;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.PhotoTask;
import mien.engine.Wanted;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelStore;

/** The real engine, as the commands see it. Owns the {@link FaceEngine} until it is closed. */
public final class LiveEngine implements FacesEngine {

  private final FaceEngine engine;

  private LiveEngine(FaceEngine engine) {
    this.engine = engine;
  }

  /** Opens engines over the weights that are on this machine. */
  public static final Opener OPENER =
      new Opener() {
        @Override
        public FacesEngine open(EngineConfig config) {
          return new LiveEngine(FaceEngine.open(config));
        }

        @Override
        public List<ModelCard> missing(EngineConfig config) {
          ModelStore store = new ModelStore(ModelCatalog.builtIn(), config.models().folders());
          return config.models().taken().all().stream()
              .flatMap(id -> store.catalog().card(id).stream())
              .filter(card -> !store.fits(card.id()))
              .filter(card -> !ModelPack.packages(List.of(card)).isEmpty())
              .toList();
        }
      };

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    return engine.analyze(photo, wanted);
  }

  @Override
  public <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink) {
    engine.run(photos, wanted, task, stop, sink);
  }

  @Override
  public EngineReport report() {
    return engine.report();
  }

  @Override
  public void close() {
    engine.close();
  }
}
