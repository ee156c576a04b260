package mien.cli.faces;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import mien.cli.command.FacesEngine;
import mien.cli.command.Interruption;
import mien.cli.terminal.Progress;
import mien.core.MienException;
import mien.core.ProcessFault;
import mien.engine.Aspect;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult;
import mien.engine.Workers;

/**
 * Reads photos, several at a time, and hands the results on in order. Memory is bounded by the
 * number of threads, not of photos. After an interruption it begins no further photo.
 */
final class FacesRun {

  private final FacesEngine engine;
  private final Set<Aspect> wanted;
  private final PhotoBytes bytes;
  private final Optional<Annotation> annotation;
  private final Interruption interruption;

  /**
   * How a run went.
   *
   * @param read photos
   * @param faces in them
   * @param refused photos
   * @param skipped files of folders that are no photos
   */
  record Tally(int read, int faces, int refused, int skipped) {}

  /** Takes results, on the thread that called {@link #run}. */
  interface Sink {
    /** A photo was read or refused. */
    void result(PhotoResult result);
  }

  private record Job(int index, FoundPhoto photo) {}

  FacesRun(
      FacesEngine engine,
      Set<Aspect> wanted,
      PhotoBytes bytes,
      Optional<Annotation> annotation,
      Interruption interruption) {
    this.engine = engine;
    this.wanted = wanted;
    this.bytes = bytes;
    this.annotation = annotation;
    this.interruption = interruption;
  }

  /** Reads all photos. */
  Tally run(List<FoundPhoto> photos, int threads, Progress progress, Sink sink) {
    Count count = new Count();
    try (Workers workers = new Workers(threads, 2 * threads)) {
      workers.mapInOrder(
          jobs(photos),
          this::work,
          (Optional<PhotoResult> outcome) -> {
            count.done++;
            outcome.ifPresentOrElse(
                result -> {
                  count.add(result);
                  sink.result(result);
                },
                () -> count.skipped++);
            progress.at(count.done, photos.get(count.done - 1).name());
          });
    }
    return new Tally(count.read, count.faces, count.refused, count.skipped);
  }

  private Optional<PhotoResult> work(Job job) {
    String name = job.photo().name();
    try {
      Optional<byte[]> file = bytes.read(job.photo());
      if (file.isEmpty()) {
        return Optional.empty();
      }
      PhotoFaces faces = engine.analyze(file.get(), wanted);
      if (annotation.isPresent()) {
        annotation.get().write(engine, job.index(), file.get(), faces);
      }
      return Optional.of(new Read(name, faces));
    } catch (MienException e) {
      return Optional.of(new Refused(name, e));
    } catch (RuntimeException e) {
      // One photo that shows a fault of ours must not lose the results of all others.
      String message = "This photo showed a fault of mien (" + e.getClass().getName() + ").";
      return Optional.of(new Refused(name, new MienException(ProcessFault.INTERNAL, message, e)));
    }
  }

  private Iterator<Job> jobs(List<FoundPhoto> photos) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < photos.size() && !interruption.requested();
      }

      @Override
      public Job next() {
        if (next >= photos.size()) {
          throw new NoSuchElementException();
        }
        Job job = new Job(next, photos.get(next));
        next++;
        return job;
      }
    };
  }

  private static final class Count {
    private int done;
    private int read;
    private int faces;
    private int refused;
    private int skipped;

    private void add(PhotoResult result) {
      switch (result) {
        case Read(_, PhotoFaces photo) -> {
          read++;
          faces += photo.faces().size();
        }
        case Refused _ -> refused++;
      }
    }
  }
}
