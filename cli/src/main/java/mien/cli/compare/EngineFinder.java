package mien.cli.compare;

import java.util.Set;
import java.util.function.Function;
import mien.cli.command.FacesEngine;
import mien.core.MienException;
import mien.core.photo.PhotoFault;
import mien.engine.Aspect;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.studio.frame.FaceFinder;

/**
 * The command's engine, as the compare slice needs it.
 *
 * @param engine closed with this
 * @param name of the file that a photo was read from: a refusal says which of two it means
 */
record EngineFinder(FacesEngine engine, Function<byte[], String> name) implements FaceFinder {

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    try {
      return engine.analyze(photo, wanted);
    } catch (MienException e) {
      if (e.fault() instanceof PhotoFault) {
        String sentence = "'" + name.apply(photo) + "': " + e.getMessage();
        throw new MienException(e.fault(), sentence, e);
      }
      throw e;
    }
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
