package mien.cli;

import java.util.Set;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.FaceEngine;
import mien.engine.PhotoFaces;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;

/** The real engine, as the commands see it. Owns the {@link FaceEngine} until it is closed. */
final class LiveEngine implements FacesEngine {

  private final FaceEngine engine;
  private final PhotoDecoder decoder;

  private LiveEngine(FaceEngine engine, PhotoDecoder decoder) {
    this.engine = engine;
    this.decoder = decoder;
  }

  /** Opens an engine; the caller closes it. */
  static FacesEngine open(EngineConfig config) {
    return new LiveEngine(FaceEngine.open(config), new PhotoDecoder(config.limits()));
  }

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
