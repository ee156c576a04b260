package mien.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.core.face.ModelId;
import mien.engine.EngineConfig;
import mien.engine.FaceEngine;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelPack;

/** How a measurement's engine is put together from its options. */
public final class Engines {

  /** The options that {@link #config} reads. */
  public static final List<String> OPTIONS =
      List.of("models", "use", "detector", "recognizer", "alignment", "threads");

  private Engines() {}

  /** The engine's defaults, with what the options say. */
  public static EngineConfig config(Words words) {
    List<Path> folders =
        words
            .text("models")
            .map(list -> Arrays.stream(list.split(":")).map(Path::of).toList())
            .orElseGet(
                () ->
                    ModelFolders.fromEnvironment(
                            System.getenv(), Optional.of(Path.of("").toAbsolutePath()))
                        .search());
    EngineConfig config = EngineConfig.of(folders);
    if (words.text("use").isPresent()) {
      config = config.withModels(pack(words.text("use").get()).set());
    }
    config = config.withThreads(words.number("threads", 1, config.threads()));
    if (words.text("detector").isPresent()) {
      config = config.withDetector(new ModelId(words.text("detector").get()));
    }
    if (words.text("recognizer").isPresent()) {
      config = config.withRecognizer(new ModelId(words.text("recognizer").get()));
    }
    if (words.text("alignment").isPresent()) {
      config = config.withAlignment(alignment(words.text("alignment").get()));
    }
    return config;
  }

  private static ModelPack pack(String word) {
    return Arrays.stream(ModelPack.values())
        .filter(pack -> pack.label().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new Words.Unusable(
                    "--use must be registry, open or insightface, but was '" + word + "'"));
  }

  private static EngineConfig.Alignment alignment(String word) {
    return switch (word) {
      case "five-point" -> EngineConfig.Alignment.FIVE_POINT;
      case "frontal" -> EngineConfig.Alignment.FRONTAL;
      case "auto" -> EngineConfig.Alignment.AUTO;
      default ->
          throw new Words.Unusable(
              "--alignment must be five-point, frontal or auto, but was '" + word + "'");
    };
  }

  /** A sentence that says which models ran, and how. */
  public static String describe(FaceEngine engine, EngineConfig config) {
    return "Models: "
        + engine.report().models().stream()
            .map(model -> "`" + model.card().id() + "`")
            .collect(Collectors.joining(", "))
        + "; alignment "
        + config.alignment()
        + ", "
        + config.threads()
        + " photos at once, "
        + config.inferenceThreads()
        + " thread each.";
  }
}
