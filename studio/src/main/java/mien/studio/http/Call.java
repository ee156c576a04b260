package mien.studio.http;

import java.util.Optional;
import java.util.Set;
import mien.core.MienException;

/** A request, as far as a slice needs to know it. */
public interface Call {

  /**
   * Reads the form of this request.
   *
   * @param photos names of the fields that are photos
   * @param texts names of the fields that are text
   * @throws MienException USER for every refusal, BUSY when memory is short
   */
  Upload upload(Set<String> photos, Set<String> texts);

  /**
   * Reads the JSON body of this request.
   *
   * @param type what it must be: as {@link Route#takingJson} says
   * @throws MienException USER for every refusal, BUSY when memory is short
   */
  <R extends Record> R json(Class<R> type);

  /**
   * A part of the path.
   *
   * @param name as the route's path has it in braces
   */
  String inPath(String name);

  /** What stands behind the question mark under that name, if it is there and not empty. */
  Optional<String> query(String name);

  /** Does something when the answer has been sent; a fault of it is in the server's log alone. */
  void afterwards(Runnable work);

  /** Whose key was shown; none where it is not one of the staff's. */
  Optional<String> keyId();
}
