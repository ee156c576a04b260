package mien.studio;

import java.util.List;
import java.util.Optional;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.fault.EngineFault;
import mien.json.Json;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.LocalFaceProvider;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Schema;

/** Whether the studio lives, and what it is made of. */
final class StatusRoutes {

  private static final Schema HEALTH =
      Schema.fields()
          .and("status", Schema.word("ok"))
          .and("model_loaded", new Schema.Flag("Whether every route can answer."));

  private static final Schema MODEL =
      Schema.fields()
          .and("id", Schema.text(""))
          .and("task", Schema.text(""))
          .and("sha256", Schema.text("Of the weights, checked when they were opened."))
          .and("licence", Schema.text("Of the weights."))
          .and("commercial_use", new Schema.Flag("Whether the licence allows it."))
          .and("runs_on", Schema.text("Execution provider."));

  private static final Schema STATUS =
      Schema.fields()
          .and("version", Schema.text("Of mien."))
          .and("loaded", new Schema.Flag("Whether every route can answer."))
          .and("threshold", new Schema.Decimal(-1, 1, "Reached by the same person."))
          .and(
              "provider",
              Schema.fields()
                  .and("asked", Schema.text("In the settings."))
                  .and("in_use", new Schema.OrNull(Schema.text("Null when none can answer.")))
                  .and(
                      "why",
                      new Schema.OrNull(
                          Schema.text("Why it is not the one asked for, or what failed last."))))
          .and("models", new Schema.Array(MODEL, 0, 50))
          .and("missing", new Schema.Array(Schema.text("One sentence."), 0, 20))
          .and(
              "queue",
              Schema.fields()
                  .and("threads", new Schema.Whole("Photos worked on at once."))
                  .and("waiting", new Schema.Whole("Photos that wait now."))
                  .and("limit", new Schema.Whole("Photos that may wait.")))
          .and("upload_limit_bytes", new Schema.Whole("Of one file."));

  private final StudioConfig config;
  private final Optional<LocalFaceProvider> local;
  private final FaceProvider provider;
  private final double threshold;

  StatusRoutes(
      StudioConfig config,
      Optional<LocalFaceProvider> local,
      FaceProvider provider,
      double threshold) {
    this.config = config;
    this.local = local;
    this.provider = provider;
    this.threshold = threshold;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health", "Whether it lives.", HEALTH, this::health).withoutKey(),
        Route.get("/api/v1/status", "What it is made of.", STATUS, this::status));
  }

  private Answer health(Call call) {
    return Answer.json(out -> out.text("status", "ok").flag("model_loaded", provider.loaded()));
  }

  private Answer status(Call call) {
    return Answer.json(
        out -> {
          out.text("version", config.version())
              .flag("loaded", provider.loaded())
              .exact("threshold", threshold);
          out.object("provider", this::provider);
          out.array(
              "models",
              a ->
                  local
                      .map(l -> l.report().models())
                      .orElse(List.of())
                      .forEach(model -> a.inArray(o -> model(o, model))));
          // Which files, and where they were looked for, is in the log: paths are not for visitors.
          out.array(
              "missing",
              a -> {
                if (!provider.loaded()) {
                  a.text(EngineFault.PULL_MODELS);
                }
              });
          out.object(
              "queue",
              o ->
                  o.whole("threads", config.engine().capacity().threads())
                      .whole("waiting", local.map(LocalFaceProvider::waiting).orElse(0))
                      .whole("limit", config.engine().capacity().queue()));
          out.whole("upload_limit_bytes", config.uploads().fileBytes());
        });
  }

  private void provider(Json out) {
    FaceProvider.Standing standing = provider.standing();
    out.text("asked", provider.name());
    text(out, "in_use", standing.inUse());
    text(out, "why", standing.why());
  }

  private static void text(Json out, String name, Optional<String> text) {
    if (text.isPresent()) {
      out.text(name, text.get());
    } else {
      out.unknown(name);
    }
  }

  private static void model(Json out, ModelInUse model) {
    out.text("id", model.card().id().value())
        .text("task", model.card().task().name().toLowerCase(java.util.Locale.ROOT))
        .text("sha256", model.card().sha256())
        .text("licence", model.card().license().name())
        .flag("commercial_use", model.card().license().commercialUse())
        .text("runs_on", model.provider().actual().label());
  }
}
