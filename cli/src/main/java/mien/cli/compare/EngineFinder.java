package mien.cli.compare;

import java.util.Set;
import mien.cli.command.FacesEngine;
import mien.engine.Aspect;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.studio.frame.FaceFinder;

/**
 * The command's engine, as the compare slice needs it.
 *
 * @param engine closed with this
 */
record EngineFinder(FacesEngine engine) implements FaceFinder {

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    return engine.analyze(photo, wanted);
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
