package mien.engine.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mien.core.face.Point3;
import org.junit.jupiter.api.Test;

/** The arithmetic under frontal alignment: similarities of space and thin plates. */
class SurfaceGeometryTest {

  private static List<Point3> cloud(Random random, int count) {
    List<Point3> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(
          new Point3(
              random.nextDouble() * 100, random.nextDouble() * 100, random.nextDouble() * 100));
    }
    return points;
  }

  private static double distance(Point3 a, Point3 b) {
    return Math.hypot(Math.hypot(a.x() - b.x(), a.y() - b.y()), a.z() - b.z());
  }

  /** A rotation about a random axis (Rodrigues), times a scale, plus a shift. */
  private static List<Point3> moved(Random random, List<Point3> points) {
    double[] k = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
    double n = Math.sqrt(k[0] * k[0] + k[1] * k[1] + k[2] * k[2]);
    double x = k[0] / n;
    double y = k[1] / n;
    double z = k[2] / n;
    double angle = random.nextDouble() * Math.PI;
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double scale = Math.pow(10, random.nextDouble() * 2 - 1);
    return points.stream()
        .map(
            p -> {
              double along = (x * p.x() + y * p.y() + z * p.z()) * (1 - c);
              return new Point3(
                  scale * (c * p.x() + s * (y * p.z() - z * p.y()) + x * along) + 7,
                  scale * (c * p.y() + s * (z * p.x() - x * p.z()) + y * along) - 3,
                  scale * (c * p.z() + s * (x * p.y() - y * p.x()) + z * along) + 1);
            })
        .toList();
  }

  @Test
  void aFitFindsTheRotationScaleAndShiftThatMadeThePoints() {
    Random random = new Random(31);
    for (int trial = 0; trial < 200; trial++) {
      List<Point3> from = cloud(random, 4 + random.nextInt(65));
      List<Point3> to = moved(random, from);
      Similarity3 found = Similarity3.fit(from, to);
      Similarity3 back = found.inverse();
      for (int i = 0; i < from.size(); i++) {
        assertThat(distance(found.apply(from.get(i)), to.get(i))).isLessThan(1e-7);
        assertThat(distance(back.apply(to.get(i)), from.get(i))).isLessThan(1e-7);
      }
    }
  }

  @Test
  void aMirrorImageIsRotatedNeverReflected() {
    Random random = new Random(32);
    for (int trial = 0; trial < 50; trial++) {
      List<Point3> from = cloud(random, 20);
      List<Point3> to = from.stream().map(p -> new Point3(-p.x(), p.y(), p.z())).toList();
      Similarity3 t = Similarity3.fit(from, to);
      double determinant = 0;
      for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        determinant +=
            t.rotation(0, i)
                * (t.rotation(1, j) * t.rotation(2, k) - t.rotation(1, k) * t.rotation(2, j));
      }
      assertThat(determinant).isCloseTo(1, within(1e-9));
      assertThat(t.scale()).isPositive();
    }
  }

  @Test
  void pointsThatFallTogetherFitNothing() {
    List<Point3> same = Collections.nCopies(5, new Point3(1, 2, 3));
    assertThatThrownBy(() -> Similarity3.fit(same, same))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThinPlateGoesThroughItsPointsAndAlongPlanes() {
    Random random = new Random(33);
    for (int trial = 0; trial < 20; trial++) {
      List<Point3> points = cloud(random, 10 + random.nextInt(60));
      ThinPlate plate = ThinPlate.through(points, 0);
      for (Point3 p : points) {
        assertThat(plate.at(p.x(), p.y())).isCloseTo(p.z(), within(1e-5));
      }
      List<Point3> flat =
          points.stream().map(p -> new Point3(p.x(), p.y(), 3 - p.x() + 2 * p.y())).toList();
      ThinPlate plane = ThinPlate.through(flat, 5);
      assertThat(plane.at(-40, 170)).isCloseTo(3 + 40 + 340, within(1e-5));
    }
  }

  @Test
  void pointsOnTopOfEachOtherDoNotTearASmoothedPlate() {
    List<Point3> points =
        List.of(
            new Point3(0, 0, 1),
            new Point3(0, 0, 3),
            new Point3(10, 0, 2),
            new Point3(0, 10, 2),
            new Point3(10, 10, 2));
    assertThat(ThinPlate.through(points, 1).at(0, 0)).isCloseTo(2, within(0.5));
  }
}
