package mien.studio.frame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mien.core.MienException;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Events;
import mien.studio.http.Problems;
import mien.studio.http.Route;
import mien.studio.http.Route.Method;
import mien.studio.http.Route.Parameter;

/** The routes by which clients see and cancel jobs of a kind; its slice has the one that starts. */
public final class JobRoutes {

  private static final Duration QUIET = Duration.ofSeconds(10);

  private final Jobs.Kind kind;

  private JobRoutes(Jobs.Kind kind) {
    this.kind = kind;
  }

  /**
   * All of them.
   *
   * @param path that the jobs are below
   * @param access says for whom, and what else each has
   */
  public static List<Route> of(Jobs.Kind kind, String path, UnaryOperator<Route> access) {
    JobRoutes routes = new JobRoutes(kind);
    String one = path + "/{job}";
    return List.of(
        routes.route(access, Method.GET, one, "How far a job is.", routes::status),
        routes.route(access, Method.DELETE, one, "Tells a job to stop.", routes::cancel),
        access
            .apply(
                Route.of(
                    Method.GET, one + "/events", "A job as events, until its end.", routes::events))
            .asking(job())
            .answering(
                200,
                new Route.Content(
                    Answer.EVENTS, Optional.empty(), "'job' events with a JobStatus."))
            .answering(404, Answer.PROBLEM, Problems.PROBLEM, "There is no such job."));
  }

  private Route route(
      UnaryOperator<Route> access,
      Method method,
      String path,
      String summary,
      Route.Handler handler) {
    return access
        .apply(Route.of(method, path, summary, handler))
        .asking(job())
        .answering(200, JobStatus.class, "The job.")
        .answering(404, Answer.PROBLEM, Problems.PROBLEM, "There is no such job.");
  }

  private static Parameter job() {
    return new Parameter("job", true, "Its id.");
  }

  private Answer status(Call call) {
    return Answer.json(kind.status(call.inPath("job")).orElseThrow(JobRoutes::unknown));
  }

  private Answer cancel(Call call) {
    return Answer.json(kind.cancel(call.inPath("job")).orElseThrow(JobRoutes::unknown));
  }

  private Answer events(Call call) {
    String id = call.inPath("job");
    if (kind.status(id).isEmpty()) {
      throw unknown();
    }
    return Answer.events(sink -> kind.follow(id, QUIET, follower(sink)));
  }

  private static Jobs.Follower follower(Events.Sink sink) {
    return new Jobs.Follower() {
      @Override
      public void status(JobStatus status) {
        sink.event("job", status);
      }

      @Override
      public void quiet() {
        sink.beat();
      }
    };
  }

  private static MienException unknown() {
    return new MienException(FrameFault.JOB_UNKNOWN, "There is no such job.");
  }
}
