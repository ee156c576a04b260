package mien.studio.compare;

import java.util.Objects;
import java.util.Optional;
import mien.core.compare.AgeEstimate;
import mien.engine.Begun;
import mien.engine.PhotoFaces;

/**
 * Finds faces, estimates ages and says how alike two faces are: the local engine, or a service that
 * is asked about local finds.
 *
 * <p>Calls block; they come on virtual threads, many at once. An interrupt means that the client
 * went away: give up. Photos and faces are held for the call only and never logged.
 *
 * <p>Faults are {@link mien.core.MienException}: USER where the photo is refused, BUSY where trying
 * later may help, and {@link ExternalFault} where a service outside failed and nothing could take
 * its place.
 */
public interface FaceProvider extends AutoCloseable {

  /** Its name in settings and answers: {@code local}, {@code openai}. */
  String name();

  /** Whether it can answer every question; {@code false} while any model is missing. */
  boolean loaded();

  /** Who answers now, and why it is not the one that was asked for. */
  Standing standing();

  /**
   * Who answers now.
   *
   * @param inUse name of the provider that is asked first; empty while none can answer
   * @param why one sentence when that is not the one asked for, or when it answered badly last
   *     time; no part of a photo, no key
   */
  record Standing(Optional<String> inUse, Optional<String> why) {
    /** Refuses null. */
    public Standing {
      Objects.requireNonNull(inUse, "inUse");
      Objects.requireNonNull(why, "why");
    }

    /** All is well. */
    static Standing well(String inUse) {
      return new Standing(Optional.of(inUse), Optional.empty());
    }
  }

  /**
   * Every face of a photo, with what is found out on this machine; no photo leaves it here.
   *
   * @param photo the file's bytes
   */
  PhotoFaces find(byte[] photo);

  /**
   * As {@link #find}, but begun ahead where there is nothing else to do.
   *
   * @param photo the file's bytes
   */
  default Begun<PhotoFaces> begin(byte[] photo) {
    return Begun.later(() -> find(photo));
  }

  /**
   * The provider for the questions of one request, which share what they wait: a service that did
   * not answer the first is not asked the others.
   */
  default FaceProvider forRequest() {
    return this;
  }

  /** The age of a face. */
  Opinion<AgeEstimate> age(SeenFace face);

  /** How alike two faces are. */
  Opinion<Likeness> compare(SeenFace first, SeenFace second);

  @Override
  void close();
}
