package mien.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.core.face.ModelId;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;

/**
 * How an engine is put together. Values only: whoever reads settings makes one of these.
 *
 * @param modelFolders searched in order for model files
 * @param detector which detector; empty takes the best licence-open one that is there
 * @param recognizer which recogniser; empty takes the best that is there
 * @param alignment how faces are aligned for the recogniser
 * @param eyes how eye state is judged
 * @param providers execution providers, first choice first
 * @param requireProvider fail instead of falling back when the first choice does not run
 * @param threads photos worked on at once, and so inference threads in all; at least 1
 * @param limits of a photo
 * @param detection how photos are searched
 */
public record EngineConfig(
    List<Path> modelFolders,
    Optional<ModelId> detector,
    Optional<ModelId> recognizer,
    Alignment alignment,
    EyeStrategy eyes,
    List<ExecutionProvider> providers,
    boolean requireProvider,
    int threads,
    PhotoLimits limits,
    DetectionOptions detection) {

  /** How faces are aligned. */
  public enum Alignment {
    /** Similarity over five points. */
    FIVE_POINT,
    /** 3D frontal normalisation. */
    FRONTAL,
    /** Five points, or frontal for faces turned so far that it was measured to help. */
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
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, but was " + threads);
    }
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("at least one execution provider is needed: cpu");
    }
  }

  /** The defaults, with models from {@code folders} and one photo at a time a core. */
  public static EngineConfig of(List<Path> folders) {
    return new EngineConfig(
        folders,
        Optional.empty(),
        Optional.empty(),
        Alignment.AUTO,
        EyeStrategy.CLASSIFIER,
        List.of(ExecutionProvider.CPU),
        false,
        Runtime.getRuntime().availableProcessors(),
        PhotoLimits.DEFAULT,
        DetectionOptions.DEFAULT);
  }
}
