package mien.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mien.core.face.ModelId;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.ModelSet;
import mien.engine.model.ModelTask;

/**
 * How an engine is put together: values only.
 *
 * @param models which it takes, and from where
 * @param analysis what it finds out about a photo, and how
 * @param inference how its networks run
 * @param capacity how much it takes on
 */
public record EngineConfig(
    Models models, Analysis analysis, Inference inference, Capacity capacity) {

  /** How faces are aligned. */
  public enum Alignment {
    /** Similarity over five points. */
    FIVE_POINT,
    /** 3D frontal normalization. */
    FRONTAL,
    /**
     * Whatever was measured to recognize best: five points at every yaw, and the fitted head only
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

  /**
   * Which models an engine takes, and from where.
   *
   * @param folders searched in order for model files
   * @param set which model each task takes; the same on every machine
   * @param detector in place of the set's
   * @param recognizer in place of the set's
   */
  public record Models(
      List<Path> folders, ModelSet set, Optional<ModelId> detector, Optional<ModelId> recognizer) {

    /** Copies. */
    public Models {
      folders = List.copyOf(folders);
    }

    /** The models that are taken: the set's, with what was chosen in their place. */
    public ModelSet taken() {
      return set.with(ModelTask.DETECTION, detector).with(ModelTask.RECOGNITION, recognizer);
    }

    /** The same of another set. */
    public Models withSet(ModelSet set) {
      return new Models(folders, set, detector, recognizer);
    }

    /** The same with this detector. */
    public Models withDetector(ModelId detector) {
      return new Models(folders, set, Optional.of(detector), recognizer);
    }

    /** The same with this recognizer. */
    public Models withRecognizer(ModelId recognizer) {
      return new Models(folders, set, detector, Optional.of(recognizer));
    }
  }

  /**
   * What is found out about a photo, and how.
   *
   * @param aspects which models are loaded; a photo may be asked for these and no others
   * @param detection how photos are searched
   * @param alignment how faces are aligned for the recognizer
   * @param eyes how eye state is judged
   */
  public record Analysis(
      Set<Aspect> aspects, DetectionOptions detection, Alignment alignment, EyeStrategy eyes) {

    /** Copies. */
    public Analysis {
      aspects = Set.copyOf(aspects);
    }

    /** The same with these aspects. */
    public Analysis withAspects(Set<Aspect> aspects) {
      return new Analysis(aspects, detection, alignment, eyes);
    }

    /** The same with this search. */
    public Analysis withDetection(DetectionOptions detection) {
      return new Analysis(aspects, detection, alignment, eyes);
    }

    /** The same with this alignment. */
    public Analysis withAlignment(Alignment alignment) {
      return new Analysis(aspects, detection, alignment, eyes);
    }

    /** The same with this way of judging eyes. */
    public Analysis withEyes(EyeStrategy eyes) {
      return new Analysis(aspects, detection, alignment, eyes);
    }
  }

  /**
   * How networks run.
   *
   * @param providers first choice first, at least one
   * @param requireProvider fail instead of falling back when the first choice does not run
   * @param threads of each network, at least 1; more than 1 only helps a photo that is alone
   */
  public record Inference(List<ExecutionProvider> providers, boolean requireProvider, int threads) {

    /** Copies and checks. */
    public Inference {
      providers = List.copyOf(providers);
      atLeastOne("the threads of a network", threads);
      if (providers.isEmpty()) {
        throw new IllegalArgumentException("at least one execution provider is needed: cpu");
      }
    }
  }

  /**
   * How much an engine takes on.
   *
   * @param photo limits of each photo
   * @param threads photos worked on at once, and so inference threads in all; at least 1
   * @param queue how many requests may wait for a worker, at least 1
   * @param patience how long a request may take, waiting included; above zero
   */
  public record Capacity(PhotoLimits photo, int threads, int queue, Duration patience) {

    /** Checks. */
    public Capacity {
      atLeastOne("threads", threads);
      atLeastOne("queue", queue);
      if (!patience.isPositive()) {
        throw new IllegalArgumentException("patience must be above zero, but was " + patience);
      }
    }

    /** The same with these limits of a photo. */
    public Capacity withPhoto(PhotoLimits photo) {
      return new Capacity(photo, threads, queue, patience);
    }

    /** The same with this many photos at once. */
    public Capacity withThreads(int threads) {
      return new Capacity(photo, threads, queue, patience);
    }

    /** The same with a queue for this many waiting requests. */
    public Capacity withQueue(int queue) {
      return new Capacity(photo, threads, queue, patience);
    }

    /** The same with this patience. */
    public Capacity withPatience(Duration patience) {
      return new Capacity(photo, threads, queue, patience);
    }
  }

  /**
   * The defaults: the models of {@link ModelSet#REGISTRY} from {@code folders}, one photo at a time
   * on each core, every aspect but liveness, ten minutes for a request.
   */
  public static EngineConfig of(List<Path> folders) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineConfig(
        new Models(folders, ModelSet.REGISTRY, Optional.empty(), Optional.empty()),
        new Analysis(
            EnumSet.complementOf(EnumSet.of(Aspect.LIVENESS)),
            DetectionOptions.DEFAULT,
            Alignment.AUTO,
            EyeStrategy.CLASSIFIER),
        new Inference(List.of(ExecutionProvider.CPU), false, 1),
        new Capacity(PhotoLimits.DEFAULT, cores, 64 * cores, Duration.ofMinutes(10)));
  }

  /** The same with a change of its models. */
  public EngineConfig withModels(UnaryOperator<Models> change) {
    return new EngineConfig(change.apply(models), analysis, inference, capacity);
  }

  /** The same with a change of what is found out. */
  public EngineConfig withAnalysis(UnaryOperator<Analysis> change) {
    return new EngineConfig(models, change.apply(analysis), inference, capacity);
  }

  /** The same with these aspects. */
  public EngineConfig withAspects(Set<Aspect> aspects) {
    return withAnalysis(analysis -> analysis.withAspects(aspects));
  }

  /** The same with a change of how much it takes on. */
  public EngineConfig withCapacity(UnaryOperator<Capacity> change) {
    return new EngineConfig(models, analysis, inference, change.apply(capacity));
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but was " + value);
    }
  }
}
