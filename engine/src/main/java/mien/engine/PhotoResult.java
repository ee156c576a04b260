package mien.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import mien.core.MienException;
import mien.core.ProcessFault;
import mien.core.photo.PhotoFault;

/**
 * What became of one photo of many.
 *
 * @param <T> what a task made of it
 */
public sealed interface PhotoResult<T> {

  /** The name its source gave it. */
  String name();

  /**
   * The task is done with it.
   *
   * @param name of the photo
   * @param value that the task returned
   */
  record Read<T>(String name, T value) implements PhotoResult<T> {}

  /**
   * It was refused, or the task failed on it.
   *
   * @param name of the photo
   * @param why the fault
   */
  record Refused<T>(String name, MienException why) implements PhotoResult<T> {}

  /**
   * It is no photo, as its source found.
   *
   * @param name of the file
   */
  record Skipped<T>(String name) implements PhotoResult<T> {}

  /**
   * Reads a photo and works on it. Every failure is a result: one photo must not end a run over a
   * million others.
   */
  static <T> PhotoResult<T> of(PhotoSource photo, Function<byte[], ? extends T> work) {
    String name = photo.name();
    try {
      Optional<byte[]> file = photo.read();
      return file.isEmpty() ? new Skipped<>(name) : new Read<>(name, work.apply(file.get()));
    } catch (MienException refused) {
      return new Refused<>(name, refused);
    } catch (IOException e) {
      return new Refused<>(
          name,
          new MienException(
              PhotoFault.UNREADABLE,
              "the file could not be read (" + e.getMessage() + "); check that it is there",
              e));
    } catch (RuntimeException e) {
      return new Refused<>(
          name,
          new MienException(
              ProcessFault.INTERNAL,
              "This photo showed a fault of mien (" + e.getClass().getName() + ").",
              e));
    }
  }
}
