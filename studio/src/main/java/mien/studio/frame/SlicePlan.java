package mien.studio.frame;

import java.util.List;
import java.util.Set;
import mien.engine.Aspect;
import mien.studio.http.HttpSettings;

/** A slice before it is open: what it wants of the frame, and how it opens. Values only. */
public interface SlicePlan {

  /** One lower-case word, as in the addresses of its routes. */
  String name();

  /** What it wants to know about faces. The engine is opened once with what all slices want. */
  default Set<Aspect> wants() {
    return Set.of();
  }

  /** Keys of persons that it answers; each opens what the common key opens. */
  default List<HttpSettings.StaffKey> staff() {
    return List.of();
  }

  /**
   * Looks whether it may be served like that.
   *
   * @param http where the server listens and for whom, without {@link #staff}
   * @throws mien.core.MienException OPERATOR if its data would be open to strangers
   */
  default void check(HttpSettings http) {}

  /**
   * Opens it.
   *
   * @throws mien.core.MienException OPERATOR if something that it needs is not there
   */
  Slice open(Frame frame);
}
