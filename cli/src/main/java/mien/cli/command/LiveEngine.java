package mien.cli.command;

import java.util.List;
import java.util.Set;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelStore;

/** The real engine, as the commands see it. Owns the {@link FaceEngine} until it is closed. */
public final class LiveEngine implements FacesEngine {

  private final FaceEngine engine;
  private final PhotoDecoder decoder;

  private LiveEngine(FaceEngine engine, PhotoDecoder decoder) {
    this.engine = engine;
    this.decoder = decoder;
  }

  /** Opens engines over the weights that are on this machine. */
  public static final Opener OPENER =
      new Opener() {
        @Override
        public FacesEngine open(EngineConfig config) {
          return new LiveEngine(
              FaceEngine.open(config), new PhotoDecoder(config.capacity().photo()));
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
  public Photo picture(byte[] photo, int longSide) {
    return decoder.decode(photo, longSide);
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
