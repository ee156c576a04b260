package mien.studio.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.compare.AgeEstimate;
import mien.core.compare.AgeRules;
import mien.core.compare.ComparisonDecision;
import mien.core.compare.Doubt;
import mien.core.compare.ScoreErrors;
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
  private final Bystanders bystanders;

  /** A comparer that asks a provider, which stays its owner's. */
  public PhotoComparer(FaceProvider provider, Bystanders bystanders) {
    this.provider = provider;
    this.bystanders = bystanders;
  }

  /**
   * Compares.
   *
   * @throws mien.core.MienException if a photo is refused, the face that is meant is not there, or
   *     the provider cannot answer
   */
  public Comparison compare(byte[] first, byte[] second, Question question) {
    try (Begun<PhotoFaces> other = provider.begin(second)) {
      PhotoFaces a = provider.find(first).requireComplete("photo 1");
      Optional<Comparison> refused = refused(a, 1, question, question.first());
      if (refused.isPresent()) {
        return refused.get();
      }
      PhotoFaces b = other.await().requireComplete("photo 2");
      return refused(b, 2, question, question.second())
          .orElseGet(
              () -> {
                FaceChoice chosen = FaceChoice.of(a, b, question, bystanders);
                return decide(new Pair(first, a, second, b, chosen), question);
              });
    }
  }

  /** Everything that keeps one photo from being compared, before the other is looked at. */
  private Optional<Comparison> refused(
      PhotoFaces photo, int number, Question question, Question.Known known) {
    return FaceChoice.refusal(photo, number, question, known, bystanders);
  }

  /** Both photos with the faces that were chosen. */
  private record Pair(
      @SuppressWarnings("ArrayRecordComponent") byte[] first,
      PhotoFaces a,
      @SuppressWarnings("ArrayRecordComponent") byte[] second,
      PhotoFaces b,
      FaceChoice chosen) {

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
      return new Comparison.Decided(
          first,
          second,
          new ComparisonDecision.Rejected(),
          Optional.empty(),
          ScoreErrors.UNKNOWN,
          opinions.getLast().provider(),
          left(opinions),
          false,
          warnings(opinions, pair, question));
    }
    Opinion<Likeness> likeness = provider.compare(pair.firstFace(), pair.secondFace());
    opinions.add(likeness);
    List<Doubt> doubts = doubts(first, second, question, likeness.value());
    ComparisonDecision decision =
        ComparisonDecision.of(
            likeness.value().score(),
            likeness.value().threshold(),
            question.careful() ? doubts : List.of());
    return new Comparison.Decided(
        first,
        second,
        decision,
        Optional.of(likeness.value()),
        likeness.value().errors().bestOf(pair.chosen().pairs()),
        likeness.provider(),
        left(opinions),
        doubts.stream().anyMatch(doubt -> doubt.kind() == Doubt.Kind.CHILD),
        warnings(opinions, pair, question));
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
    if (FaceDoubts.child(first.age(), second.age()) && likeness.doesNotVouchForChildren()) {
      doubts.add(Doubt.ofBoth(Doubt.Kind.CHILD));
    }
    doubts.addAll(FaceDoubts.ofPicture(first.face().quality(), 1));
    doubts.addAll(FaceDoubts.ofPicture(second.face().quality(), 2));
    return doubts;
  }

  private static boolean left(List<Opinion<?>> opinions) {
    return opinions.stream().anyMatch(Opinion::photoLeftMachine);
  }

  private List<String> warnings(List<Opinion<?>> opinions, Pair pair, Question question) {
    List<String> warnings = new ArrayList<>();
    opinions.stream()
        .flatMap(o -> Stream.concat(o.sentTo().stream(), o.warning().stream()))
        .distinct()
        .forEach(warnings::add);
    if (pair.chosen().pairs() > 1) {
      warnings.add(CompareWords.bestOf(pair.chosen().pairs()));
    }
    leftAside(pair.a(), 1, question, question.first()).ifPresent(warnings::add);
    leftAside(pair.b(), 2, question, question.second()).ifPresent(warnings::add);
    return warnings;
  }

  /** Faces that the answer says nothing about, though the question seems to be about them. */
  private Optional<String> leftAside(
      PhotoFaces photo, int number, Question question, Question.Known known) {
    if (known.face().isPresent()) {
      return Optional.empty();
    }
    return switch (question.select()) {
      case ONLY ->
          CompareWords.bystanders(photo.faces().size() - bystanders.counting(photo).size(), number);
      case ALL -> CompareWords.leftOut(photo.facesLeftOut(), number);
      case LARGEST -> Optional.empty();
    };
  }
}
