package mien.engine;

import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelFolders;

/**
 * The façade: photo bytes in, faces out.
 *
 * <p>It owns every native resource, from {@link #open} to {@link #close}. Closing refuses new work,
 * finishes what runs, and then closes the models in the reverse order of their opening; an engine
 * that is never closed keeps its native memory until the process ends. Safe for many threads at
 * once, virtual ones included: work runs on {@link EngineConfig.Capacity#threads} threads of the
 * engine's own, callers wait.
 *
 * <p>The same bytes and the same models give the same result on the CPU provider.
 */
public final class FaceEngine implements AutoCloseable {

  private final EngineConfig config;
  private final Workers workers;
  private final EngineModels models;
  private final PhotoPipeline pipeline;

  private FaceEngine(EngineConfig config, EngineModels models, FaceStages stages) {
    this.config = config;
    this.models = models;
    this.workers = new Workers(config.capacity().threads(), config.capacity().queue());
    PhotoDecoder decoder = new PhotoDecoder(config.capacity().photo());
    this.pipeline = new PhotoPipeline(decoder, stages, config.analysis().detection(), workers);
  }

  /**
   * An engine with the defaults of {@link EngineConfig#of} and the models of this user: those of
   * the folders in {@code MIEN_MODELS} and of the folder that {@code mien models pull} fills.
   *
   * @throws MienException OPERATOR if a model is missing, with the command that gets it
   */
  public static FaceEngine open() {
    return open(
        EngineConfig.of(ModelFolders.fromEnvironment(System.getenv(), Optional.empty()).search()));
  }

  /**
   * Finds, verifies and loads the models.
   *
   * @param config what to use
   * @return an engine that is ready: nothing is loaded later
   * @throws MienException OPERATOR if a detector, or a recognizer when embeddings are wanted, is
   *     missing, damaged or not what its name says, or a required provider does not run
   */
  public static FaceEngine open(EngineConfig config) {
    return open(config, UnaryOperator.identity());
  }

  /**
   * As {@link #open(EngineConfig)}, with something put around every model as it is opened: to time
   * or to record what the networks are asked.
   *
   * @param around given the opened model, returns what the engine uses and closes in its place
   */
  public static FaceEngine open(EngineConfig config, UnaryOperator<LoadedModel> around) {
    EngineModels models = new EngineModels(config, around);
    try {
      return new FaceEngine(config, models, FaceStages.open(config, models));
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /**
   * Finds and describes the faces of one photo.
   *
   * @param photo a file's bytes, any format the decoder knows
   * @param wanted what to find out; a subset of the configured aspects
   * @throws MienException USER if the photo is refused; BUSY if the queue is full or patience ends
   */
  public PhotoFaces analyze(byte[] photo, Set<Aspect> wanted) {
    require(wanted);
    return workers.call(
        Deadline.in(config.capacity().patience()), () -> pipeline.analyze(photo, wanted));
  }

  /**
   * As {@link #analyze(byte[], Set)}, but begun at once if that leaves a worker idle for another
   * photo: two photos of one request then take the time of one while there is little to do.
   */
  public Begun<PhotoFaces> begin(byte[] photo, Set<Aspect> wanted) {
    require(wanted);
    return workers.begin(config.capacity().patience(), () -> pipeline.analyze(photo, wanted));
  }

  /**
   * Finds and describes the faces of a decoded photo or camera frame.
   *
   * @param photo upright
   * @param wanted what to find out; a subset of the configured aspects
   * @throws MienException BUSY if the queue is full or patience ends
   */
  public PhotoFaces analyze(Photo photo, Set<Aspect> wanted) {
    require(wanted);
    return workers.call(
        Deadline.in(config.capacity().patience()), () -> pipeline.analyze(photo, wanted));
  }

  /**
   * One pass over many photos: each is read, decoded and searched once, and a task works on it,
   * several photos at once on the engine's threads. Only a bounded number is held, so a million
   * photos need no more memory than ten.
   *
   * @param photos asked for on the calling thread, read when their turn comes
   * @param wanted of each photo
   * @param task what is done with each, on a worker
   * @param stop asked before each photo: once it says so no further one is begun, and the results
   *     of those that were are handed over
   * @param sink takes each result, on the calling thread, in the order of the photos; what it
   *     throws ends the run
   * @throws MienException BUSY if the calling thread is interrupted
   */
  public <S extends PhotoSource, T> void run(
      Iterator<? extends S> photos,
      Wanted wanted,
      PhotoTask<? super S, ? extends T> task,
      BooleanSupplier stop,
      Consumer<? super PhotoResult<T>> sink) {
    require(wanted.aspects());
    workers.<S, PhotoResult<T>>mapInOrder(
        photos,
        photo ->
            PhotoResult.of(
                photo, bytes -> pipeline.look(bytes, wanted, look -> task.of(photo, look))),
        stop,
        sink);
  }

  /** How many requests wait for a worker. */
  public int waiting() {
    return workers.waiting();
  }

  /** What runs, where, and what is missing. */
  public EngineReport report() {
    return new EngineReport(models.inUse(), models.missing());
  }

  /** Finishes what runs, then closes the models. */
  @Override
  public void close() {
    try {
      workers.close();
    } finally {
      models.close();
    }
  }

  private void require(Set<Aspect> wanted) {
    if (!config.analysis().aspects().containsAll(wanted)) {
      throw new MienException(
          EngineFault.ENGINE_ASPECT,
          "the engine was opened for "
              + config.analysis().aspects()
              + " but was asked for "
              + wanted
              + "; add what is missing to EngineConfig.Analysis.aspects");
    }
  }
}
