package mien.cli.faces;

import java.util.List;
import mien.cli.command.Version;
import mien.cli.settings.Words;
import mien.engine.EngineConfig;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.detect.DetectionOptions;
import mien.engine.model.ExecutionProvider;
import mien.json.Json;

/** What a result file was made with, as one JSON object; nothing about any face. */
final class Manifest {

  private Manifest() {}

  /**
   * The manifest of a run.
   *
   * @param finished false if the user ended the run early
   */
  static String of(
      EngineConfig config, List<ModelInUse> models, FacesRun.Tally tally, boolean finished) {
    return Json.object(
        out -> {
          out.text("mien", Version.text()).flag("finished", finished);
          out.whole("read", tally.read())
              .whole("refused", tally.refused())
              .whole("skipped", tally.skipped());
          out.array("models", array -> models.forEach(m -> array.inArray(o -> model(o, m))));
          out.object("settings", settings -> settings(settings, config));
        });
  }

  private static void model(Json out, ModelInUse model) {
    out.text("id", model.card().id().value())
        .text("task", Words.of(model.card().task()))
        .text("sha256", model.card().sha256())
        .text("license", model.card().license().name())
        .flag("commercialUse", model.card().license().commercialUse())
        .text("provider", model.provider().actual().label());
    out.array(
        "requested",
        array -> model.provider().requested().stream().map(p -> p.label()).forEach(array::text));
    out.object(
        "notUsed",
        object ->
            model.provider().refused().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(e -> object.text(label(e.getKey()), e.getValue())));
  }

  private static String label(ExecutionProvider provider) {
    return provider.label();
  }

  private static void settings(Json out, EngineConfig config) {
    DetectionOptions detection = config.analysis().detection();
    out.text("align", Words.of(config.analysis().alignment()))
        .text("eyes", Words.of(config.analysis().eyes()))
        .number("minConfidence", detection.minConfidence(), 6);
    detection
        .maxFaces()
        .ifPresentOrElse(most -> out.whole("maxFaces", most), () -> out.unknown("maxFaces"));
    out.flag("tiles", detection.tiles())
        .flag("largeFacePass", detection.largeFacePass())
        .flag("retryRotated", detection.retryRotated())
        .whole("threads", config.capacity().threads());
  }
}
