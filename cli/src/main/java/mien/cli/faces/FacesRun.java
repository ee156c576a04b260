package mien.cli.faces;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mien.cli.command.FacesEngine;
import mien.cli.command.Interruption;
import mien.cli.terminal.Progress;
import mien.engine.Aspect;
import mien.engine.Look;
import mien.engine.PhotoFaces;
import mien.engine.PhotoResult;
import mien.engine.PhotoResult.Read;
import mien.engine.PhotoResult.Refused;
import mien.engine.PhotoResult.Skipped;
import mien.engine.PhotoSource;
import mien.engine.Wanted;

/**
 * The faces of many photos as one task of the engine's pass, which draws a picture of each where
 * one is asked for. When the user asks it to end, it begins no further photo.
 */
final class FacesRun {

  private final FacesEngine engine;
  private final Set<Aspect> aspects;
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
  record Tally(int read, int faces, int refused, int skipped) {

    /** Nothing yet. */
    static final Tally NONE = new Tally(0, 0, 0, 0);

    /** How many photos and files. */
    int done() {
      return read + refused + skipped;
    }

    /** One photo more. */
    Tally and(PhotoResult<PhotoFaces> result) {
      return switch (result) {
        case Read(_, PhotoFaces photo) ->
            new Tally(read + 1, faces + photo.faces().size(), refused, skipped);
        case Refused<PhotoFaces> _ -> new Tally(read, faces, refused + 1, skipped);
        case Skipped<PhotoFaces> _ -> new Tally(read, faces, refused, skipped + 1);
      };
    }
  }

  /**
   * A photo of the run.
   *
   * @param index its place in the run
   */
  private record Source(int index, FoundPhoto photo, PhotoBytes bytes) implements PhotoSource {
    @Override
    public String name() {
      return photo.name();
    }

    @Override
    public Optional<byte[]> read() {
      return bytes.read(photo);
    }
  }

  FacesRun(
      FacesEngine engine,
      Set<Aspect> aspects,
      PhotoBytes bytes,
      Optional<Annotation> annotation,
      Interruption interruption) {
    this.engine = engine;
    this.aspects = aspects;
    this.bytes = bytes;
    this.annotation = annotation;
    this.interruption = interruption;
  }

  /**
   * Reads all photos.
   *
   * @param sink takes each result, in the order of the photos, on the calling thread
   */
  Tally run(List<FoundPhoto> photos, Progress progress, Consumer<PhotoResult<PhotoFaces>> sink) {
    Tally[] tally = {Tally.NONE};
    engine.run(
        IntStream.range(0, photos.size())
            .mapToObj(i -> new Source(i, photos.get(i), bytes))
            .iterator(),
        new Wanted(aspects, annotation.isPresent() ? Annotation.LONG_SIDE : 0),
        this::faces,
        interruption::requested,
        (PhotoResult<PhotoFaces> result) -> {
          tally[0] = tally[0].and(result);
          sink.accept(result);
          progress.at(tally[0].done(), result.name());
        });
    return tally[0];
  }

  private PhotoFaces faces(Source source, Look look) {
    annotation.ifPresent(drawn -> drawn.write(source.index(), look));
    return look.faces();
  }
}
