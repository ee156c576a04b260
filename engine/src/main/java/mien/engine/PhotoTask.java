package mien.engine;

/**
 * What a run does with each photo, on a worker, while the photo's pixels are held. Called by
 * several threads at once. What it throws is that photo's fault and does not end the run.
 *
 * @param <S> the sources of the run
 * @param <T> the result; should not hold the photo's pixels, because results wait for their turn
 */
@FunctionalInterface
public interface PhotoTask<S, T> {

  /**
   * The result of one photo.
   *
   * @param photo whose turn it is
   * @param look at it; not to be kept
   */
  T of(S photo, Look look);
}
