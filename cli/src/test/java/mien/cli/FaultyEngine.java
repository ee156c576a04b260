package mien.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.cli.command.FacesEngine;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.engine.image.Photo;

/** An engine with a fault in it: what a bug of ours looks like from outside. */
record FaultyEngine(EngineConfig config) implements FacesEngine {

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    throw new IndexOutOfBoundsException("a fault");
  }

  @Override
  public Photo picture(byte[] photo, int longSide) {
    throw new IndexOutOfBoundsException("a fault");
  }

  @Override
  public EngineReport report() {
    return new EngineReport(List.of(), Map.of(), List.of());
  }

  @Override
  public void close() {}
}
