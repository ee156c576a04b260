package mien.core.face;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * References of one recogniser in memory, searched exactly: what a probe is compared with when the
 * question is "who of these?".
 *
 * <p>Constant work: {@link #best} reads every dimension of every reference in the same order
 * whatever the values are, and finds the maximum without a branch on them ({@link ConstantWork}).
 * For the few references of a login or the thousands of a small library; larger ones have an index.
 *
 * <p>Immutable, so safe for many threads at once. Its {@link #toString} shows no subject and no
 * value.
 *
 * @param <K> what names a subject; several references may belong to one
 */
public final class Gallery<K> {

  /**
   * One reference.
   *
   * @param subject whose it is
   * @param embedding what was enrolled
   * @param <K> what names a subject
   */
  public record Reference<K>(K subject, Embedding embedding) {
    /** Refuses nulls. */
    public Reference {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(embedding, "embedding");
    }
  }

  /**
   * The reference nearest to a probe. Nearest is not the same: the caller holds the similarity
   * against an operating point.
   *
   * @param subject whose reference it is
   * @param index of the reference, in the order in which the gallery was made
   * @param similarity cosine in [-1, 1], as {@link CosineSimilarity} gives it
   * @param <K> what names a subject
   */
  public record Match<K>(K subject, int index, double similarity) {}

  private final ModelId model;
  private final int dimension;
  private final List<K> subjects;
  private final float[] rows;

  private Gallery(ModelId model, int dimension, List<K> subjects, float[] rows) {
    this.model = model;
    this.dimension = dimension;
    this.subjects = subjects;
    this.rows = rows;
  }

  /**
   * A gallery of the given references; copied.
   *
   * @param model the recogniser of all of them
   * @param dimension of its embeddings, at least 1
   * @throws IllegalArgumentException if one is of another model or dimension, or if they need more
   *     than 2^31 - 1 values
   */
  public static <K> Gallery<K> of(ModelId model, int dimension, List<Reference<K>> references) {
    if (dimension < 1 || (long) dimension * references.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a gallery holds 1 to 2^31 - 1 values, but was asked for "
              + references.size()
              + " references of dimension "
              + dimension);
    }
    float[] rows = new float[dimension * references.size()];
    for (int r = 0; r < references.size(); r++) {
      Embedding embedding = references.get(r).embedding();
      requireSame(model, dimension, embedding);
      System.arraycopy(embedding.toArray(), 0, rows, r * dimension, dimension);
    }
    return new Gallery<>(
        model, dimension, references.stream().map(Reference::subject).toList(), rows);
  }

  /** The recogniser of every reference. */
  public ModelId model() {
    return model;
  }

  /** How many references there are. */
  public int size() {
    return subjects.size();
  }

  /**
   * The reference with the highest similarity; of several equal ones the first.
   *
   * @param probe of this gallery's model
   * @return empty only for an empty gallery
   * @throws IllegalArgumentException if the probe is of another model or dimension
   */
  public Optional<Match<K>> best(Embedding probe) {
    requireSame(model, dimension, probe);
    if (subjects.isEmpty()) {
      return Optional.empty();
    }
    ConstantWork.Highest highest =
        ConstantWork.highest(
            probe::value, (r, d) -> rows[r * dimension + d], subjects.size(), dimension);
    double similarity = Math.clamp(highest.score(), -1.0, 1.0);
    return Optional.of(new Match<>(subjects.get(highest.row()), highest.row(), similarity));
  }

  private static void requireSame(ModelId model, int dimension, Embedding embedding) {
    if (!embedding.model().equals(model) || embedding.dimension() != dimension) {
      throw new IllegalArgumentException(
          "embeddings compare only within one model, but a gallery of "
              + model
              + " with dimension "
              + dimension
              + " met "
              + embedding
              + "; embed both with the same recogniser");
    }
  }

  @Override
  public String toString() {
    return "Gallery[" + model + ", " + subjects.size() + " references]";
  }
}
