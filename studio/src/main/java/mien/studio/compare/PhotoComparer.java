package mien.studio.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.core.compare.AgeEstimate;
import mien.core.compare.AgeRules;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.FalseMatchRate;
import mien.core.compare.MeasuredRate;
import mien.core.face.CosineSimilarity;
import mien.core.face.Embedding;
import mien.engine.Begun;
import mien.engine.PhotoFaces;

/**
 * Two photos in, one outcome out: faces, which of them, ages, age rules, likeness, decision. Keeps
 * nothing. Safe for many threads.
 *
 * <p>While there is little to do, both photos are looked at side by side; under load the first is
 * finished before the second is begun, so that a request never takes two places of the queue.
 */
public final class PhotoComparer {

  private final FaceProvider provider;

  /** A comparer that asks a provider, which stays its owner's. */
  public PhotoComparer(FaceProvider provider) {
    this.provider = provider;
  }

  /** Which face of each photo, and of how many pairs it is the best. */
  private record Chosen(int first, int second, int pairs) {}

  /**
   * Compares.
   *
   * @throws mien.core.MienException if a photo is refused, or the provider cannot answer
   */
  public Comparison compare(byte[] first, byte[] second, Question question) {
    try (Begun<PhotoFaces> other = provider.begin(second)) {
      PhotoFaces a = provider.find(first).requireComplete("photo 1");
      Optional<Comparison> refused = refused(a, 1, question.select());
      if (refused.isPresent()) {
        return refused.get();
      }
      PhotoFaces b = other.await().requireComplete("photo 2");
      return refused(b, 2, question.select())
          .orElseGet(() -> decide(new Pair(first, a, second, b, choose(a, b, question)), question));
    }
  }

  private static Optional<Comparison> refused(PhotoFaces photo, int number, Selection select) {
    int faces = photo.faces().size();
    if (faces == 0) {
      return Optional.of(new Comparison.NoFace(number));
    }
    return faces > 1 && select == Selection.ONLY
        ? Optional.of(new Comparison.SeveralFaces(number, faces))
        : Optional.empty();
  }

  private static Chosen choose(PhotoFaces a, PhotoFaces b, Question question) {
    return switch (question.select()) {
      case ONLY, LARGEST -> new Chosen(largest(a), largest(b), 1);
      case ALL -> mostAlike(a, b);
    };
  }

  private static int largest(PhotoFaces photo) {
    return IntStream.range(0, photo.faces().size())
        .boxed()
        .max(Comparator.comparingDouble(i -> photo.faces().get(i).detection().box().area()))
        .orElseThrow();
  }

  private static Chosen mostAlike(PhotoFaces a, PhotoFaces b) {
    Chosen best = new Chosen(largest(a), largest(b), 1);
    double most = Double.NEGATIVE_INFINITY;
    int pairs = 0;
    for (int i = 0; i < a.faces().size(); i++) {
      for (int j = 0; j < b.faces().size(); j++) {
        Optional<Embedding> x = a.faces().get(i).embedding();
        Optional<Embedding> y = b.faces().get(j).embedding();
        if (x.isPresent() && y.isPresent()) {
          pairs++;
          double score = CosineSimilarity.between(x.get(), y.get());
          if (score > most) {
            most = score;
            best = new Chosen(i, j, 1);
          }
        }
      }
    }
    return new Chosen(best.first(), best.second(), Math.max(1, pairs));
  }

  /** Both photos with the faces that were chosen. */
  private record Pair(
      @SuppressWarnings("ArrayRecordComponent") byte[] first,
      PhotoFaces a,
      @SuppressWarnings("ArrayRecordComponent") byte[] second,
      PhotoFaces b,
      Chosen chosen) {

    SeenFace firstFace() {
      return new SeenFace(first, a.width(), a.height(), a.faces().get(chosen.first()));
    }

    SeenFace secondFace() {
      return new SeenFace(second, b.width(), b.height(), b.faces().get(chosen.second()));
    }
  }

  private Comparison decide(Pair pair, Question question) {
    Opinion<AgeEstimate> firstAge = age(pair.firstFace(), question.first());
    Opinion<AgeEstimate> secondAge = age(pair.secondFace(), question.second());
    boolean firstKnown = question.first().age().isPresent();
    boolean secondKnown = question.second().age().isPresent();
    var first = new Comparison.Side(pair.a(), pair.chosen().first(), firstAge.value(), firstKnown);
    var second =
        new Comparison.Side(pair.b(), pair.chosen().second(), secondAge.value(), secondKnown);
    List<Opinion<?>> opinions = new ArrayList<>(List.of(firstAge, secondAge));
    if (rejected(first.age(), second.age(), question.careful())) {
      return decided(
          first, second, new ComparisonDecision.Rejected(), Optional.empty(), 1, opinions);
    }
    Opinion<Likeness> likeness = provider.compare(pair.firstFace(), pair.secondFace());
    opinions.add(likeness);
    List<Doubt> doubts =
        question.careful() ? doubts(first, second, question, likeness.value()) : List.of();
    ComparisonDecision decision =
        ComparisonDecision.of(likeness.value().score(), likeness.value().threshold(), doubts);
    return decided(
        first, second, decision, Optional.of(likeness.value()), pair.chosen().pairs(), opinions);
  }

  private Opinion<AgeEstimate> age(SeenFace face, Question.Known known) {
    return known.age().isPresent()
        ? Opinion.local(AgeEstimate.known(known.age().getAsInt()))
        : provider.age(face);
  }

  private static boolean rejected(AgeEstimate a, AgeEstimate b, boolean careful) {
    return careful
        ? AgeRules.ruling(a, b) == AgeRules.Ruling.REJECTED
        : !AgeRules.comparable(a.group(), b.group());
  }

  private static List<Doubt> doubts(
      Comparison.Side first, Comparison.Side second, Question question, Likeness likeness) {
    List<Doubt> doubts = new ArrayList<>(FaceDoubts.ofAges(first.age(), second.age()));
    Optional<java.time.LocalDate> from = question.first().date();
    Optional<java.time.LocalDate> to = question.second().date();
    boolean same = ComparisonDecision.reaches(likeness.score(), likeness.threshold());
    if (same
        && from.isPresent()
        && to.isPresent()
        && FaceDoubts.contradict(first.age(), from.get(), second.age(), to.get())) {
      doubts.add(Doubt.ofBoth(Doubt.Kind.AGES_AGAINST_DATES));
    }
    doubts.addAll(FaceDoubts.ofPicture(first.face().quality(), 1));
    doubts.addAll(FaceDoubts.ofPicture(second.face().quality(), 2));
    return doubts;
  }

  private static MeasuredRate rate(Likeness likeness, int pairs) {
    return switch (likeness.falseMatchRate()) {
      case MeasuredRate.Known(FalseMatchRate rate) -> new MeasuredRate.Known(rate.bestOf(pairs));
      case MeasuredRate.BelowMeasured below -> below;
      case MeasuredRate.NotMeasured none -> none;
    };
  }

  private static Comparison decided(
      Comparison.Side first,
      Comparison.Side second,
      ComparisonDecision decision,
      Optional<Likeness> likeness,
      int pairs,
      List<Opinion<?>> opinions) {
    Stream<String> chance =
        pairs > 1
            ? Stream.of(pairs + " pairs of faces were tried, so chance had " + pairs + " tries.")
            : Stream.empty();
    return new Comparison.Decided(
        first,
        second,
        decision,
        likeness,
        likeness.map(l -> rate(l, pairs)).orElseGet(MeasuredRate.NotMeasured::new),
        opinions.getLast().provider(),
        opinions.stream().anyMatch(Opinion::photoLeftMachine),
        Stream.concat(
                opinions.stream()
                    .flatMap(o -> Stream.concat(o.sentTo().stream(), o.warning().stream())),
                chance)
            .distinct()
            .toList());
  }
}
