package mien.studio;

import java.util.List;
import java.util.Optional;
import mien.engine.EngineReport.ModelInUse;
import mien.engine.fault.EngineFault;
import mien.engine.model.ModelTask;
import mien.json.Member;
import mien.studio.frame.Faces;
import mien.studio.frame.Slice;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;

/** Whether the studio lives, and what it is made of. */
final class StatusRoutes {

  /** Whether it lives. */
  record Health(
      @Member(words = "ok") String status,
      @Member("Whether every route can answer.") boolean modelLoaded) {}

  /** What it is made of. */
  record Status(
      @Member("Of mien.") String version,
      @Member("Whether every route can answer.") boolean loaded,
      @Member(
              value = "Reached by the same person; null where no slice compares.",
              within = {-1, 1})
          Optional<Double> threshold,
      @Member("Null where no slice compares.") Optional<Provider> provider,
      @Member(size = {0, 50}) List<Model> models,
      @Member(
              value = "One sentence.",
              size = {0, 20})
          List<String> missing,
      Queue queue,
      @Member("Of one file.") long uploadLimitBytes) {}

  /** Who judges faces. */
  record Provider(
      @Member("In the settings.") String asked,
      @Member("Null when none can answer.") Optional<String> inUse,
      @Member("Why it is not the one asked for, or what failed last.") Optional<String> why) {}

  /** A model in use. */
  record Model(
      String id,
      ModelTask task,
      @Member("Of the weights, checked when they were opened.") String sha256,
      @Member("Of the weights.") String license,
      @Member("Whether the license allows it.") boolean commercialUse,
      @Member("Execution provider.") String runsOn) {

    static Model of(ModelInUse model) {
      return new Model(
          model.card().id().value(),
          model.card().task(),
          model.card().sha256(),
          model.card().license().name(),
          model.card().license().commercialUse(),
          model.provider().actual().label());
    }
  }

  /** Photos that are worked on. */
  record Queue(
      @Member("Photos worked on at once.") int threads,
      @Member("Photos that wait now.") int waiting,
      @Member("Photos that may wait.") int limit) {}

  private final StudioConfig config;
  private final Faces faces;
  private final List<Slice> slices;

  /**
   * The frame's own routes.
   *
   * @param slices that are open when the first request comes
   */
  StatusRoutes(StudioConfig config, Faces faces, List<Slice> slices) {
    this.config = config;
    this.faces = faces;
    this.slices = slices;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/health", "Whether it lives.", Health.class, this::health).withoutKey(),
        Route.get("/api/v1/status", "What it is made of.", Status.class, this::status));
  }

  private boolean ready() {
    return slices.stream().allMatch(Slice::ready);
  }

  private Answer health(Call call) {
    return Answer.json(new Health("ok", ready()));
  }

  private Answer status(Call call) {
    Optional<Slice.Judging> judging =
        slices.stream().flatMap(slice -> slice.judging().stream()).findFirst();
    return Answer.json(
        new Status(
            config.version(),
            ready(),
            judging.map(Slice.Judging::threshold),
            judging.map(one -> new Provider(one.asked(), one.inUse(), one.why())),
            faces.models().stream().map(Model::of).toList(),
            // Which files, and where they were looked for, is in the log: paths are not for
            // visitors.
            ready() ? List.of() : List.of(EngineFault.PULL_MODELS),
            new Queue(
                config.engine().capacity().threads(),
                faces.waiting(),
                config.engine().capacity().queue()),
            config.uploads().fileBytes()));
  }
}
