package mien.studio.consent;

import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.json.Schema;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.HttpFault;
import mien.studio.http.Problems;
import mien.studio.http.Route;
import mien.studio.http.Route.Parameter;
import mien.vault.subject.SubjectId;

/** What all routes of the desk have in common: who asks, about whom, and what may go wrong. */
final class Door {

  /** Where one subject is. */
  static final String SUBJECT = "/api/v1/subjects/{id}";

  private static final Parameter ID =
      new Parameter("id", true, "Of the subject: 32 digits of 0-9 a-f.");

  private static final Map<Integer, String> FAULTS =
      Map.of(
          400, "A parameter, a field or a file is refused.",
          401, "A key of the staff is needed.",
          403, "The role or the consent does not allow it.",
          404, "There is no such thing, or no vault.",
          408, "The upload took too long.",
          409, "A conflict with what is stored.",
          422, "No face, or several faces, in a photo.",
          500, "Internal error.",
          503, "The vault is busy or cannot write: see Retry-After.");

  private final Optional<ConsentDesk> desk;

  Door(Optional<ConsentDesk> desk) {
    this.desk = desk;
  }

  /** A route of the desk. */
  interface Task {
    /** Answers a user of the desk. */
    Answer handle(Clerk clerk, Call call);
  }

  /** The desk. */
  ConsentDesk desk() {
    return desk.orElseThrow(
        () ->
            new MienException(
                ConsentFault.VAULT_OFF,
                "The vault is not switched on: start with 'mien serve --vault FOLDER', or set"
                    + " folder in [vault] of the settings."));
  }

  /**
   * A route for staff.
   *
   * @param faults that it has beyond those of all
   */
  Route staff(Route.Method method, String path, String summary, Task task, int... faults) {
    Route route =
        Route.of(method, path, summary, call -> task.handle(desk().clerk(call), call))
            .with(Route.Access.STAFF);
    if (path.startsWith(SUBJECT)) {
      route = route.asking(ID);
    }
    for (int status : new int[] {400, 401, 403, 404, 500, 503}) {
      route = refusing(route, status);
    }
    for (int status : faults) {
      route = refusing(route, status);
    }
    return route;
  }

  /** A route for everyone. */
  Route open(String path, String summary, Route.Handler handler, int... faults) {
    Route route = refusing(Route.of(Route.Method.GET, path, summary, handler).withoutKey(), 404);
    for (int status : faults) {
      route = refusing(route, status);
    }
    return route;
  }

  private static Route refusing(Route route, int status) {
    return route.answering(
        status, Answer.PROBLEM, Problems.PROBLEM, FAULTS.getOrDefault(status, ""));
  }

  /** With an answer of JSON. */
  static Route telling(Route route, int status, Schema answer, String note) {
    return route.answering(status, Answer.JSON, answer, note);
  }

  /** Whom the path names. */
  static SubjectId subject(Call call) {
    return new SubjectId(call.inPath("id"));
  }

  /** A whole number behind the question mark. */
  static long number(Call call, String name, long least, long most, long fallback) {
    Optional<String> text = call.query(name);
    if (text.isEmpty()) {
      return fallback;
    }
    return number(text.get(), name, least, most);
  }

  /** A whole number in the address. */
  static long number(String text, String name, long least, long most) {
    if (text.matches("[0-9]{1,15}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw parameter(name, "a whole number from " + least + " to " + most);
  }

  /** A parameter that breaks its rule. */
  static MienException parameter(String name, String rule) {
    return new MienException(
        HttpFault.REQUEST_PARAMETER, "'" + name + "' in the address must be " + rule + ".");
  }
}
