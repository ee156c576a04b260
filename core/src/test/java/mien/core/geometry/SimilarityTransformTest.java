package mien.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import mien.core.face.Point;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {

  private static SimilarityTransform random(Random random) {
    double scale = Math.pow(10, random.nextDouble() * 4 - 2);
    double angle = random.nextDouble() * 2 * Math.PI;
    return new SimilarityTransform(
        scale * Math.cos(angle),
        scale * Math.sin(angle),
        random.nextDouble() * 2000 - 1000,
        random.nextDouble() * 2000 - 1000);
  }

  private static List<Point> points(Random random, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Point(random.nextDouble() * 500, random.nextDouble() * 500));
    }
    return points;
  }

  private static double squaredError(SimilarityTransform t, List<Point> from, List<Point> to) {
    double sum = 0;
    for (int i = 0; i < from.size(); i++) {
      double d = t.apply(from.get(i)).distanceTo(to.get(i));
      sum += d * d;
    }
    return sum;
  }

  @Test
  void equalsUmeyamasSolution() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("umeyama.txt")),
                StandardCharsets.UTF_8))) {
      List<String> lines = in.lines().filter(l -> !l.startsWith("#")).toList();
      assertThat(lines).hasSize(40);
      for (String line : lines) {
        double[] v = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        List<Point> from = new ArrayList<>();
        List<Point> to = new ArrayList<>();
        for (int i = 0; i < 10; i += 2) {
          from.add(new Point(v[i], v[i + 1]));
          to.add(new Point(v[10 + i], v[11 + i]));
        }
        SimilarityTransform t = SimilarityTransform.fit(from, to);
        assertThat(t.a()).isCloseTo(v[20], within(1e-8));
        assertThat(t.b()).isCloseTo(v[21], within(1e-8));
        assertThat(t.tx()).isCloseTo(v[22], within(1e-5));
        assertThat(t.ty()).isCloseTo(v[23], within(1e-5));
      }
    }
  }

  @Test
  void aFitFindsTheTransformThatMadeThePoints() {
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      SimilarityTransform made = random(random);
      List<Point> from = points(random, 2 + random.nextInt(6));
      SimilarityTransform found =
          SimilarityTransform.fit(from, from.stream().map(made::apply).toList());
      assertThat(found.a()).isCloseTo(made.a(), within(1e-6 * made.scale()));
      assertThat(found.b()).isCloseTo(made.b(), within(1e-6 * made.scale()));
      assertThat(found.tx()).isCloseTo(made.tx(), within(1e-3 * made.scale()));
      assertThat(found.ty()).isCloseTo(made.ty(), within(1e-3 * made.scale()));
    }
  }

  @Test
  void noNeighborFitsBetter() {
    Random random = new Random(12);
    for (int trial = 0; trial < 100; trial++) {
      List<Point> from = points(random, 5);
      List<Point> to = points(random, 5);
      SimilarityTransform best = SimilarityTransform.fit(from, to);
      double error = squaredError(best, from, to);
      for (int i = 0; i < 20; i++) {
        SimilarityTransform other =
            new SimilarityTransform(
                best.a() + random.nextGaussian() * 1e-3,
                best.b() + random.nextGaussian() * 1e-3,
                best.tx() + random.nextGaussian() * 1e-2,
                best.ty() + random.nextGaussian() * 1e-2);
        assertThat(squaredError(other, from, to)).isGreaterThanOrEqualTo(error);
      }
    }
  }

  @Test
  void theInverseUndoesAndCompositionDoesOneAfterTheOther() {
    Random random = new Random(13);
    for (int trial = 0; trial < 300; trial++) {
      SimilarityTransform first = random(random);
      SimilarityTransform next = random(random);
      Point p = points(random, 1).getFirst();
      double room = 1e-7 * (1 + first.scale()) * (1 + next.scale());
      assertThat(first.inverse().apply(first.apply(p)).distanceTo(p)).isLessThan(1e-6);
      assertThat(first.then(next).apply(p).distanceTo(next.apply(first.apply(p)))).isLessThan(room);
    }
  }

  @Test
  void distancesGrowByTheScaleAndTurnsAreClockwiseOnTheScreen() {
    SimilarityTransform quarter = new SimilarityTransform(0, 2, 0, 0);
    assertThat(quarter.scale()).isEqualTo(2);
    assertThat(quarter.rotationDegrees()).isEqualTo(90);
    // Right becomes down, which is clockwise where y grows downwards.
    assertThat(quarter.apply(new Point(1, 0))).isEqualTo(new Point(0, 2));
  }

  @Test
  void whatDeterminesNoSimilarityIsRefused() {
    Point p = new Point(1, 1);
    Point q = new Point(2, 2);
    assertThatThrownBy(() -> SimilarityTransform.fit(List.of(p), List.of(q)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SimilarityTransform.fit(List.of(p, p), List.of(p, q)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SimilarityTransform.fit(List.of(p, q), List.of(p)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SimilarityTransform(0, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SimilarityTransform(1, 0, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
