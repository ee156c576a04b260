package mien.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mien.core.face.ModelId;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelTask;

/**
 * How an engine is put together. Values only: whoever reads settings makes one of these.
 *
 * @param modelFolders searched in order for model files
 * @param models which model each task takes; the same on every machine
 * @param detector which detector in place of the set's
 * @param recognizer which recognizer in place of the set's
 * @param alignment how faces are aligned for the recogniser
 * @param eyes how eye state is judged
 * @param providers execution providers, first choice first
 * @param requireProvider fail instead of falling back when the first choice does not run
 * @param threads photos worked on at once, and so inference threads in all; at least 1
 * @param inferenceThreads of each network; 1 unless a single photo must be fast
 * @param queue how many requests may wait for a worker, at least 1
 * @param patience how long a request may take, waiting included
 * @param aspects which models are loaded; a photo may be asked for these and no others
 * @param limits of a photo
 * @param detection how photos are searched
 */
public record EngineConfig(
    List<Path> modelFolders,
    ModelSet models,
    Optional<ModelId> detector,
    Optional<ModelId> recognizer,
    Alignment alignment,
    EyeStrategy eyes,
    List<ExecutionProvider> providers,
    boolean requireProvider,
    int threads,
    int inferenceThreads,
    int queue,
    Duration patience,
    Set<Aspect> aspects,
    PhotoLimits limits,
    DetectionOptions detection) {

  /** How faces are aligned. */
  public enum Alignment {
    /** Similarity over five points. */
    FIVE_POINT,
    /** 3D frontal normalisation. */
    FRONTAL,
    /**
     * Whatever was measured to recognise best: five points at every yaw, and the fitted head only
     * for detections without landmarks; see docs/adr/0003.
     */
    AUTO
  }

  /** How eye state is judged. */
  public enum EyeStrategy {
    /** Eye aspect ratio of landmarks. */
    EAR,
    /** A classifier on the eye's pixels. */
    CLASSIFIER
  }

  /** Copies and checks. */
  public EngineConfig {
    modelFolders = List.copyOf(modelFolders);
    providers = List.copyOf(providers);
    aspects = Set.copyOf(aspects);
    if (threads < 1 || inferenceThreads < 1 || queue < 1) {
      throw new IllegalArgumentException(
          "threads, inferenceThreads and queue must be at least 1, but were "
              + threads
              + ", "
              + inferenceThreads
              + " and "
              + queue);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be above zero, but was " + patience);
    }
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("at least one execution provider is needed: cpu");
    }
  }

  /**
   * The defaults: the models of {@link ModelSet#REGISTRY} from {@code folders}, one photo at a time
   * on each core, every aspect but liveness, five minutes for a request.
   */
  public static EngineConfig of(List<Path> folders) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineConfig(
        folders,
        ModelSet.REGISTRY,
        Optional.empty(),
        Optional.empty(),
        Alignment.AUTO,
        EyeStrategy.CLASSIFIER,
        List.of(ExecutionProvider.CPU),
        false,
        cores,
        1,
        64 * cores,
        Duration.ofMinutes(5),
        EnumSet.complementOf(EnumSet.of(Aspect.LIVENESS)),
        PhotoLimits.DEFAULT,
        DetectionOptions.DEFAULT);
  }

  /** The models that such an engine takes: the set's, with what was chosen in their place. */
  public ModelSet taken() {
    return models.with(ModelTask.DETECTION, detector).with(ModelTask.RECOGNITION, recognizer);
  }

  /** The same with this set of models. */
  public EngineConfig withModels(ModelSet models) {
    return with(draft -> draft.models = models);
  }

  /** The same with this detector. */
  public EngineConfig withDetector(ModelId detector) {
    return with(draft -> draft.detector = Optional.of(detector));
  }

  /** The same with this recognizer. */
  public EngineConfig withRecognizer(ModelId recognizer) {
    return with(draft -> draft.recognizer = Optional.of(recognizer));
  }

  /** The same with this alignment. */
  public EngineConfig withAlignment(Alignment alignment) {
    return with(draft -> draft.alignment = alignment);
  }

  /** The same with this way of judging eyes. */
  public EngineConfig withEyes(EyeStrategy eyes) {
    return with(draft -> draft.eyes = eyes);
  }

  /** The same with this many photos at once. */
  public EngineConfig withThreads(int threads) {
    return with(draft -> draft.threads = threads);
  }

  /** The same with this many threads a network. */
  public EngineConfig withInferenceThreads(int inferenceThreads) {
    return with(draft -> draft.inferenceThreads = inferenceThreads);
  }

  /** The same with a queue for this many waiting requests. */
  public EngineConfig withQueue(int queue) {
    return with(draft -> draft.queue = queue);
  }

  /** The same with this patience. */
  public EngineConfig withPatience(Duration patience) {
    return with(draft -> draft.patience = patience);
  }

  /** The same with these aspects. */
  public EngineConfig withAspects(Set<Aspect> aspects) {
    return with(draft -> draft.aspects = aspects);
  }

  /** The same with these limits. */
  public EngineConfig withLimits(PhotoLimits limits) {
    return with(draft -> draft.limits = limits);
  }

  /** The same with this search. */
  public EngineConfig withDetection(DetectionOptions detection) {
    return with(draft -> draft.detection = detection);
  }

  /** The same with these providers, first choice first. */
  public EngineConfig withProviders(List<ExecutionProvider> providers, boolean requireProvider) {
    return with(
        draft -> {
          draft.providers = providers;
          draft.requireProvider = requireProvider;
        });
  }

  private EngineConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** What a change is written into, so that each names what it changes and nothing else. */
  private static final class Draft {
    private List<Path> modelFolders;
    private ModelSet models;
    private Optional<ModelId> detector;
    private Optional<ModelId> recognizer;
    private Alignment alignment;
    private EyeStrategy eyes;
    private List<ExecutionProvider> providers;
    private boolean requireProvider;
    private int threads;
    private int inferenceThreads;
    private int queue;
    private Duration patience;
    private Set<Aspect> aspects;
    private PhotoLimits limits;
    private DetectionOptions detection;

    Draft(EngineConfig config) {
      modelFolders = config.modelFolders;
      models = config.models;
      detector = config.detector;
      recognizer = config.recognizer;
      alignment = config.alignment;
      eyes = config.eyes;
      providers = config.providers;
      requireProvider = config.requireProvider;
      threads = config.threads;
      inferenceThreads = config.inferenceThreads;
      queue = config.queue;
      patience = config.patience;
      aspects = config.aspects;
      limits = config.limits;
      detection = config.detection;
    }

    EngineConfig config() {
      return new EngineConfig(
          modelFolders,
          models,
          detector,
          recognizer,
          alignment,
          eyes,
          providers,
          requireProvider,
          threads,
          inferenceThreads,
          queue,
          patience,
          aspects,
          limits,
          detection);
    }
  }
}
