package mien.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mien.cli.command.FacesEngine;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.PhotoTask;
import mien.engine.Wanted;

/** An engine with a fault in it: what a bug of ours looks like from outside. */
record FaultyEngine(EngineConfig config) implements FacesEngine {

  @Override
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    return fault();
  }

  @Override
  public <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink) {
    while (photos.hasNext()) {
      S photo = photos.next();
      sink.accept(PhotoResult.of(photo, bytes -> fault()));
    }
  }

  private static <T> T fault() {
    throw new IndexOutOfBoundsException("a fault");
  }

  @Override
  public EngineReport report() {
    return new EngineReport(List.of(), Map.of());
  }

  @Override
  public void close() {}
}
