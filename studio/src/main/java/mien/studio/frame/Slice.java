package mien.studio.frame;

import java.util.List;
import java.util.Optional;
import mien.studio.http.Route;

/**
 * One job of the studio, open: its routes and what they need. The studio owns it from {@link
 * SlicePlan#open} to {@link #close}. For any number of threads.
 */
public interface Slice extends AutoCloseable {

  /** As its plan is called. */
  String name();

  /** What it answers; the same list whenever it is asked. */
  List<Route> routes();

  /** Whether every route can answer; {@code false} while models are missing. */
  default boolean ready() {
    return true;
  }

  /** Who judges faces, where this slice is the one that says so. */
  default Optional<Judging> judging() {
    return Optional.empty();
  }

  /** Called when no request is answered any more; ends what the slice started. */
  @Override
  void close();

  /**
   * Who judges whether two faces are one person.
   *
   * @param asked name of the provider in the settings
   * @param inUse name of the provider that is asked first; empty while none can answer
   * @param why one sentence when that is not the one asked for, or when it failed last time
   * @param threshold score at and above which two faces are one person, in (-1, 1)
   */
  record Judging(String asked, Optional<String> inUse, Optional<String> why, double threshold) {}
}
