package mien.studio;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mien.core.compare.AgeEstimate;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.AgeGender;
import mien.engine.assess.FaceQuality;
import mien.engine.assess.Gender;
import mien.studio.compare.FaceProvider;
import mien.studio.compare.Likeness;
import mien.studio.compare.Opinion;
import mien.studio.compare.SeenFace;

/** A provider that says what the test wrote down. */
final class ScriptedProvider implements FaceProvider {

  final AtomicInteger asked = new AtomicInteger();
  volatile Function<byte[], PhotoFaces> find = _ -> faces(1, 30);
  volatile double score = 0.6;
  volatile double uncertainty;
  volatile ScoreErrors errors = errors(known(1e-3, 1e-4, 1e-2, 3000, "a set"));
  volatile MeasuredRate children = new MeasuredRate.NotMeasured();

  static MeasuredRate known(double rate, double low, double high, long comparisons, String set) {
    return new MeasuredRate.Known(new ErrorRate(rate, low, high, comparisons, set));
  }

  static ScoreErrors errors(MeasuredRate falseMatch) {
    return new ScoreErrors(
        falseMatch, List.of(), Optional.empty(), known(0.02, 0.01, 0.03, 1500, "pairs"));
  }

  static PhotoFaces faces(int count, double age) {
    return new PhotoFaces(
        640, 480, java.util.stream.IntStream.range(0, count).mapToObj(i -> face(i, age)).toList());
  }

  static AnalyzedFace face(int index, double age) {
    return face(index, age, new FaceQuality(0.8, 60, 0.9, OptionalDouble.of(0.9), 0.85));
  }

  static AnalyzedFace face(int index, double age, FaceQuality quality) {
    double x = 50 + index * 150;
    double side = 100 + index;
    List<Point> points =
        List.of(
            new Point(x + 30, 40),
            new Point(x + 70, 40),
            new Point(x + 50, 60),
            new Point(x + 35, 80),
            new Point(x + 65, 80));
    return new AnalyzedFace(
        new Detection(new Box(x, 10, x + side, 10 + side), 0.9, Optional.of(Landmarks5.of(points))),
        quality,
        Optional.empty(),
        Optional.of(new AgeGender(age, Gender.FEMALE, 0.9)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean loaded() {
    return true;
  }

  @Override
  public Standing standing() {
    return new Standing(Optional.of(name()), Optional.empty());
  }

  @Override
  public PhotoFaces find(byte[] photo) {
    asked.incrementAndGet();
    return find.apply(photo);
  }

  @Override
  public Opinion<AgeEstimate> age(SeenFace face) {
    return Opinion.local(
        new AgeEstimate(face.face().ageGender().orElseThrow().ageYears(), uncertainty));
  }

  @Override
  public Opinion<Likeness> compare(SeenFace first, SeenFace second) {
    return Opinion.local(new Likeness(score, 0.35, false, errors, children));
  }

  @Override
  public void close() {}
}
