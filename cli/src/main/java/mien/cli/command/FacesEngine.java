package mien.cli.command;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineReport;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoSource;
import mien.engine.PhotoTask;
import mien.engine.Wanted;
import mien.engine.model.ModelCard;

/**
 * What the commands need of an engine; the real one is {@code mien.engine.FaceEngine}. Safe for
 * many threads at once.
 */
public interface FacesEngine extends AutoCloseable {

  /**
   * Finds the faces of one photo.
   *
   * @param photo the file's bytes
   * @param wanted what to find out about each face
   * @throws mien.core.MienException if the photo is refused
   */
  PhotoFaces analyze(byte[] photo, Set<Aspect> wanted);

  /** One pass over many photos: {@link mien.engine.FaceEngine#run}. */
  <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink);

  /** What it is made of. */
  EngineReport report();

  @Override
  void close();

  /** Opens engines. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens an engine; loads models, and so takes a moment.
     *
     * @throws mien.core.MienException OPERATOR if a model is missing or refused
     */
    FacesEngine open(EngineConfig config);

    /** Models of npm packages that such an engine would take and that are not here. */
    default List<ModelCard> missing(EngineConfig config) {
      return List.of();
    }
  }
}
