package mien.studio.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mien.core.MienException;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.PhotoFaces;

/**
 * The faces of two photos that are compared.
 *
 * @param first index in the first photo
 * @param second index in the second photo
 * @param pairs how many pairs were tried to find it, at least 1
 */
record FaceChoice(int first, int second, int pairs) {

  /**
   * Why no face of a photo can be taken; empty if one can.
   *
   * @param number of the photo, 1 or 2
   * @param known what is known of that photo
   * @throws MienException USER {@code compare.no-such-face} if the face that is meant is not there
   */
  static Optional<Comparison> refusal(
      PhotoFaces photo, int number, Question question, Question.Known known, Bystanders rule) {
    if (photo.faces().isEmpty()) {
      return Optional.of(new Comparison.NoFace(number));
    }
    return question.select() == Selection.ONLY
            && candidates(photo, number, question, known, rule).size() > 1
        ? Optional.of(new Comparison.SeveralFaces(number, photo))
        : Optional.empty();
  }

  /** The pair that is compared; of several that may be meant, the most alike. */
  static FaceChoice of(PhotoFaces a, PhotoFaces b, Question question, Bystanders rule) {
    return mostAlike(
        a,
        candidates(a, 1, question, question.first(), rule),
        b,
        candidates(b, 2, question, question.second(), rule));
  }

  private static List<Integer> candidates(
      PhotoFaces photo, int number, Question question, Question.Known known, Bystanders rule) {
    if (known.face().isPresent()) {
      OptionalInt chosen = known.face().get().in(photo);
      return List.of(chosen.orElseThrow(() -> noSuchFace(number, photo.faces().size())));
    }
    return switch (question.select()) {
      case ONLY -> rule.counting(photo);
      case LARGEST -> List.of(largest(photo));
      case ALL -> Bystanders.ASK.counting(photo);
    };
  }

  private static MienException noSuchFace(int number, int faces) {
    return new MienException(
        CompareFault.COMPARE_NO_SUCH_FACE,
        "The face that is meant is not in photo "
            + number
            + ", which shows "
            + (faces == 1 ? "1 face." : faces + " faces."));
  }

  private static int largest(PhotoFaces photo) {
    return Bystanders.ASK.counting(photo).stream()
        .max(Comparator.comparingDouble(i -> photo.faces().get(i).detection().box().area()))
        .orElseThrow();
  }

  private static FaceChoice mostAlike(
      PhotoFaces a, List<Integer> first, PhotoFaces b, List<Integer> second) {
    FaceChoice best = new FaceChoice(first.getFirst(), second.getFirst(), 1);
    double most = Double.NEGATIVE_INFINITY;
    int pairs = 0;
    for (int i : first) {
      for (int j : second) {
        Optional<Embedding> x = a.faces().get(i).embedding();
        Optional<Embedding> y = b.faces().get(j).embedding();
        if (x.isPresent() && y.isPresent()) {
          pairs++;
          double score = CosineSimilarity.between(x.get(), y.get());
          if (score > most) {
            most = score;
            best = new FaceChoice(i, j, 1);
          }
        }
      }
    }
    return new FaceChoice(best.first(), best.second(), Math.max(1, pairs));
  }
}
