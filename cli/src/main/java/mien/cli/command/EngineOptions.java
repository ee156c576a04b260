package mien.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import mien.cli.fault.CliFault;
import mien.cli.settings.ByteSize;
import mien.cli.settings.Settings;
import mien.cli.settings.SettingsFile;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.engine.EngineConfig.Alignment;
import mien.engine.EngineConfig.Analysis;
import mien.engine.EngineConfig.EyeStrategy;
import mien.engine.EngineConfig.Inference;
import mien.engine.EngineConfig.Models;
import mien.engine.detect.DetectionOptions;
import mien.engine.image.PhotoLimits;
import mien.engine.model.ExecutionProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens an engine. An option that is given overrides its key. */
public final class EngineOptions {

  /** More threads than this no longer make one photo faster. */
  private static final int MOST_FOR_ONE_PHOTO = 4;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Photos worked on at once (default: the number of cores).")
  @Nullable Integer threads;

  @Option(
      names = "--detector",
      paramLabel = "DETECTOR",
      completionCandidates = ModelIds.Detectors.class,
      description = "Which model finds faces; see 'mien models list'.")
  @Nullable String detector;

  @Option(
      names = "--recognizer",
      paramLabel = "RECOGNIZER",
      completionCandidates = ModelIds.Recognizers.class,
      description = "Which model compares faces.")
  @Nullable String recognizer;

  @Option(
      names = "--provider",
      paramLabel = "LIST",
      split = ",",
      hideParamSyntax = true,
      description = "Where models run, first choice first: cpu, cuda, coreml, ... (default: cpu).")
  @Nullable List<String> providers;

  @Option(
      names = "--require-provider",
      description = "Fail instead of falling back when the first provider does not run.")
  boolean requireProvider;

  @Option(
      names = "--align",
      paramLabel = "HOW",
      description = "How faces are aligned for the recognizer: five-point, frontal or auto.")
  @Nullable Alignment align;

  @Option(
      names = "--eyes",
      paramLabel = "METHOD",
      description = "How eyes are judged: ear (landmarks) or classifier (pixels).")
  @Nullable EyeStrategy eyes;

  @Option(
      names = "--min-confidence",
      paramLabel = "X",
      description = "Drop faces that the detector scores lower, 0 to 1 (default: 0.5).")
  @Nullable Double minConfidence;

  @Option(
      names = "--max-faces",
      paramLabel = "N",
      description = "Keep at most N faces per photo, the largest near its middle (default: all).")
  @Nullable Integer maxFaces;

  @Option(
      names = "--tiles",
      negatable = true,
      description =
          "Also search overlapping tiles: finds small faces in group photos, but is slow.")
  @Nullable Boolean tiles;

  @Option(
      names = "--limit-bytes",
      paramLabel = "SIZE",
      description = "Refuse larger files (default: 50MB).")
  @Nullable String limitBytes;

  @Option(
      names = "--limit-pixels",
      paramLabel = "N",
      description = "Refuse photos with more pixels (default: 200MP).")
  @Nullable String limitPixels;

  @Option(
      names = "--limit-side",
      paramLabel = "N",
      description = "Refuse photos with a longer side (default: 65500).")
  @Nullable String limitSide;

  /**
   * What an engine is for.
   *
   * @param photos how many it will read
   * @param aspects what will be asked about their faces
   */
  public record Job(int photos, Set<Aspect> aspects) {}

  /**
   * Settings and options as one engine configuration.
   *
   * @param settings of the file
   * @param folders where models are looked for
   * @param job what the engine is for
   * @throws MienException USER if an option's value is wrong; names all of them
   */
  public EngineConfig config(Settings settings, List<Path> folders, Job job) {
    List<String> problems = new ArrayList<>();
    int most = threads(settings, problems);
    int atOnce = Math.clamp(job.photos(), 1, most);
    EngineConfig config =
        new EngineConfig(
            new Models(
                folders,
                settings.models().use().set(),
                model("--detector", detector, settings.models().detector(), problems),
                model("--recognizer", recognizer, settings.models().recognizer(), problems)),
            new Analysis(
                job.aspects(),
                detection(settings.detection(), problems),
                align != null ? align : settings.engine().align(),
                eyes != null ? eyes : settings.engine().eyes()),
            new Inference(
                providers(settings.engine().providers(), problems),
                requireProvider || settings.engine().requireProvider(),
                // Photos side by side use the cores best; a lone photo has them to itself.
                atOnce == 1 ? Math.min(most, MOST_FOR_ONE_PHOTO) : 1),
            EngineConfig.of(folders)
                .capacity()
                .withPhoto(limits(settings.limits(), problems))
                .withThreads(atOnce)
                .withQueue(2 * atOnce));
    if (!problems.isEmpty()) {
      throw new MienException(CliFault.USAGE_OPTION, String.join("; ", problems) + ".");
    }
    return config;
  }

  private int threads(Settings settings, List<String> problems) {
    int cores = Runtime.getRuntime().availableProcessors();
    int number = threads != null ? threads : settings.engine().threads().orElse(cores);
    if (number < 1 || number > 1024) {
      problems.add("--threads must be 1 to 1024, but is " + number);
      return 1;
    }
    return number;
  }

  private List<ExecutionProvider> providers(
      List<ExecutionProvider> fallback, List<String> problems) {
    if (providers == null) {
      return fallback;
    }
    List<ExecutionProvider> parsed = new ArrayList<>();
    for (String word : providers) {
      Optional<ExecutionProvider> provider = SettingsFile.provider(word);
      if (provider.isEmpty()) {
        problems.add(
            "--provider knows " + SettingsFile.providers() + ", but was given '" + word + "'");
      }
      provider.ifPresent(parsed::add);
    }
    return parsed.isEmpty() ? fallback : parsed;
  }

  private DetectionOptions detection(DetectionOptions defaults, List<String> problems) {
    double confidence = minConfidence != null ? minConfidence : defaults.minConfidence();
    if (!(confidence > 0 && confidence < 1)) {
      problems.add("--min-confidence must be above 0 and below 1, but is " + confidence);
      confidence = defaults.minConfidence();
    }
    OptionalInt most = maxFaces != null ? OptionalInt.of(maxFaces) : defaults.maxFaces();
    if (maxFaces != null && maxFaces < 1) {
      problems.add("--max-faces must be at least 1, but is " + maxFaces);
      most = defaults.maxFaces();
    }
    return new DetectionOptions(
        confidence,
        most,
        defaults.inputSize(),
        defaults.largeFacePass(),
        tiles != null ? tiles : defaults.tiles(),
        defaults.retryRotated());
  }

  /** Whether the command line itself says how many pixels a photo may have. */
  public boolean limitsPixels() {
    return limitPixels != null;
  }

  private PhotoLimits limits(PhotoLimits defaults, List<String> problems) {
    return new PhotoLimits(
        amount("--limit-bytes", limitBytes, defaults.maxBytes(), problems),
        amount("--limit-pixels", limitPixels, defaults.maxPixels(), problems),
        (int) amount("--limit-side", limitSide, defaults.maxSide(), problems));
  }

  private static long amount(
      String option, @Nullable String text, long fallback, List<String> problems) {
    if (text == null) {
      return fallback;
    }
    OptionalLong amount = ByteSize.parse(text);
    if (amount.isEmpty() || amount.getAsLong() > Integer.MAX_VALUE) {
      problems.add(option + " must be an amount such as 50MB, 2 GB at most, but is '" + text + "'");
      return fallback;
    }
    return amount.getAsLong();
  }

  private static Optional<ModelId> model(
      String option, @Nullable String id, Optional<ModelId> fallback, List<String> problems) {
    if (id == null) {
      return fallback;
    }
    try {
      return Optional.of(new ModelId(id));
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
      return fallback;
    }
  }
}
