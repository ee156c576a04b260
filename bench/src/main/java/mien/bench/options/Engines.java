package mien.bench.options;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.core.face.ModelId;
import mien.engine.EngineConfig;
import mien.engine.EngineConfig.Models;
import mien.engine.FaceEngine;
import mien.engine.model.ModelFolders;
import mien.engine.model.ModelPack;
import mien.engine.model.ModelSet;

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
    ModelSet set = words.text("use").map(word -> pack(word).set()).orElse(ModelSet.REGISTRY);
    return EngineConfig.of(folders)
        .withModels(
            own ->
                new Models(
                    own.folders(),
                    set,
                    words.text("detector").map(ModelId::new),
                    words.text("recognizer").map(ModelId::new)))
        .withAnalysis(
            own ->
                words.text("alignment").map(word -> own.withAlignment(alignment(word))).orElse(own))
        .withCapacity(own -> own.withThreads(words.number("threads", 1, own.threads())));
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
        + config.analysis().alignment()
        + ", "
        + config.capacity().threads()
        + " photos at once, "
        + config.inference().threads()
        + " thread each.";
  }
}
