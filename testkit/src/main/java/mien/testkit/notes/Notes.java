package mien.testkit.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import mien.core.MienException;
import mien.json.Member;
import mien.studio.frame.JobRoutes;
import mien.studio.frame.JobStatus;
import mien.studio.frame.JobWork;
import mien.studio.frame.Jobs;
import mien.studio.frame.Slice;
import mien.studio.http.Answer;
import mien.studio.http.Call;
import mien.studio.http.Route;
import mien.studio.http.Route.Method;

/**
 * The slice: a route that takes a note, one that counts the words of all, and the job that does.
 */
final class Notes implements Slice {

  private static final String PATH = "/api/v1/notes";

  private final int longest;
  private final Jobs.Kind counting;
  private final AtomicReference<List<Note>> notes = new AtomicReference<>(List.of());

  Notes(int longest, Jobs jobs) {
    this.longest = longest;
    this.counting = jobs.kind("count-words", false, this::count);
  }

  /** What a client sends. */
  record NewNote(String text, Optional<String> author) {}

  /** A note that is kept. */
  record Note(
      @Member("From 0.") int index,
      String text,
      @Member("Null: not said.") Optional<String> author) {}

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public List<Route> routes() {
    List<Route> all = new ArrayList<>();
    all.add(
        Route.of(Method.POST, PATH, "Keeps a note.", this::keep)
            .takingJson(NewNote.class)
            .answering(201, Note.class, "It is kept."));
    all.add(
        Route.of(Method.POST, PATH + "/count", "Counts the words of all notes.", this::start)
            .answering(202, JobStatus.class, "The job."));
    all.addAll(JobRoutes.of(counting, PATH + "/jobs", route -> route));
    return all;
  }

  private Answer keep(Call call) {
    NewNote sent = call.json(NewNote.class);
    if (sent.text().length() > longest) {
      throw new MienException(
          NotesFault.TOO_LONG,
          "A note has at most " + longest + " characters, but this one " + sent.text().length());
    }
    List<Note> with = notes.updateAndGet(before -> with(before, sent));
    return Answer.json(201, with.getLast());
  }

  private static List<Note> with(List<Note> before, NewNote sent) {
    List<Note> more = new ArrayList<>(before);
    more.add(new Note(before.size(), sent.text(), sent.author()));
    return List.copyOf(more);
  }

  private Answer start(Call call) {
    return Answer.json(202, counting.start("all").job());
  }

  private void count(String key, JobWork.Run run) {
    List<Note> all = notes.get();
    long words = 0;
    for (int i = 0; i < all.size() && !run.cancelled(); i++) {
      words += all.get(i).text().split(" ", -1).length;
      run.progress(i + 1, OptionalLong.of(all.size()), words + " words");
    }
  }

  @Override
  public void close() {
    counting.stop();
  }
}
