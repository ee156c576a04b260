package mien.studio.compare;

import mien.core.compare.AgeEstimate;
import mien.engine.PhotoFaces;

/**
 * Whoever finds faces, guesses ages and says how alike two faces are: the local engine, or a
 * service that is asked about local finds.
 *
 * <p>Calls block; they come on virtual threads, many at once. An interrupt means that the client
 * went away: give up. Photos and faces are held for the call only and never logged.
 *
 * <p>Faults are {@link mien.core.MienException}: USER where the photo is refused, BUSY where trying
 * later may help, and {@link ExternalFault#CODE} where a service outside failed and nothing could
 * take its place.
 */
public interface FaceProvider extends AutoCloseable {

  /** Its name in settings and answers: {@code local}, {@code openai}. */
  String name();

  /** Whether it can answer; {@code false} while models are missing. */
  boolean loaded();

  /**
   * Every face of a photo, with what is found out on this machine; no photo leaves it here.
   *
   * @param photo the file's bytes
   */
  PhotoFaces find(byte[] photo);

  /** The age of a face. */
  Opinion<AgeEstimate> age(SeenFace face);

  /** How alike two faces are. */
  Opinion<Likeness> compare(SeenFace first, SeenFace second);

  @Override
  void close();
}
