package mien.cli.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.AnalyzedFace;
import mien.engine.model.ModelCard;
import mien.engine.model.OperatingPoint;

/** What became of comparing two photos. */
sealed interface Comparison {

  /**
   * A decision.
   *
   * @param similarity in [-1, 1]
   * @param same at or above the threshold
   * @param at the operating point that decided
   * @param reached the strictest operating point that the score reaches; empty when it reaches none
   */
  record Decided(
      double similarity, boolean same, OperatingPoint at, Optional<OperatingPoint> reached)
      implements Comparison {}

  /**
   * A score, but no threshold that is strict enough was ever measured for the model.
   *
   * @param similarity in [-1, 1]
   * @param strictest the strictest operating point that there is
   */
  record NoThreshold(double similarity, Optional<OperatingPoint> strictest) implements Comparison {}

  /**
   * A photo without a face.
   *
   * @param names of the photos without one, one or two
   */
  record NoFace(List<String> names) implements Comparison {}

  /**
   * Compares the chosen faces.
   *
   * @param recogniser whose embeddings they have
   * @param falseMatchRate the operating point must be at least this strict
   */
  static Comparison of(FaceChoice a, FaceChoice b, ModelCard recogniser, double falseMatchRate) {
    Optional<Embedding> first = a.chosen().flatMap(AnalyzedFace::embedding);
    Optional<Embedding> second = b.chosen().flatMap(AnalyzedFace::embedding);
    if (first.isEmpty() || second.isEmpty()) {
      return new NoFace(
          List.of(a, b).stream()
              .filter(choice -> choice.chosen().flatMap(AnalyzedFace::embedding).isEmpty())
              .map(FaceChoice::name)
              .toList());
    }
    double similarity = CosineSimilarity.between(first.get(), second.get());
    List<OperatingPoint> points = recogniser.operatingPoints();
    Optional<OperatingPoint> at =
        points.stream()
            .filter(point -> point.falseMatchRate() <= falseMatchRate)
            .min(Comparator.comparingDouble(OperatingPoint::threshold));
    if (at.isEmpty()) {
      return new NoThreshold(
          similarity,
          points.stream().min(Comparator.comparingDouble(OperatingPoint::falseMatchRate)));
    }
    Optional<OperatingPoint> reached =
        points.stream()
            .filter(point -> point.threshold() <= similarity)
            .max(Comparator.comparingDouble(OperatingPoint::threshold));
    return new Decided(similarity, similarity >= at.get().threshold(), at.get(), reached);
  }
}
