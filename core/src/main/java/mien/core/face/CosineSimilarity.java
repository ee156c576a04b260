package mien.core.face;

/**
 * The cosine of the angle between two embeddings of one model: their dot product, since both have
 * unit length.
 *
 * <p>Constant work: every dimension is visited whatever the values are, so that the time tells
 * nothing about how near a probe came (remote timing is how templates are climbed; see
 * arXiv:2601.17620 on inverting embeddings from yes/no answers).
 */
public final class CosineSimilarity {

  private CosineSimilarity() {}

  /**
   * Compares two embeddings.
   *
   * @return the cosine in [-1, 1]
   * @throws IllegalArgumentException if they come from two models or differ in dimension
   */
  public static double between(Embedding a, Embedding b) {
    if (!a.model().equals(b.model()) || a.dimension() != b.dimension()) {
      throw new IllegalArgumentException(
          "embeddings compare only within one model, but these are "
              + a
              + " and "
              + b
              + "; embed both photos with the same recognizer");
    }
    return of(a.values(), b.values());
  }

  /**
   * Compares the bare values of two unit vectors, for who holds many of one model in memory.
   *
   * @param a of one model, as {@code b}
   * @param b of the same length
   * @return the cosine in [-1, 1]
   */
  public static double of(float[] a, float[] b) {
    return Math.clamp(ConstantWork.dot(d -> a[d], d -> b[d], a.length), -1.0, 1.0);
  }
}
