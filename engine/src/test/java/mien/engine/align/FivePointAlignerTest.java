package mien.engine.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.face.Landmarks5;
import mien.core.face.Point;
import mien.core.geometry.FaceTemplate;
import mien.engine.image.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FivePointAlignerTest {

  record Golden(String name, int size, int width, int height, Landmarks5 landmarks) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> goldens() throws IOException {
    List<Golden> cases = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    FivePointAlignerTest.class.getResourceAsStream("five-point.txt")),
                StandardCharsets.UTF_8))) {
      for (String line : in.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] f = line.split(" ");
        List<Point> points = new ArrayList<>();
        for (int i = 4; i < 14; i += 2) {
          points.add(new Point(Double.parseDouble(f[i]), Double.parseDouble(f[i + 1])));
        }
        cases.add(
            new Golden(
                f[0],
                Integer.parseInt(f[1]),
                Integer.parseInt(f[2]),
                Integer.parseInt(f[3]),
                Landmarks5.of(points)));
      }
    }
    return cases.stream();
  }

  private static Detection face(Landmarks5 landmarks) {
    return new Detection(new Box(0, 0, 10, 10), 1, Optional.of(landmarks));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void equalsUmeyamaAndOpenCvWithinOneGrayLevel(Golden golden) throws IOException {
    Photo photo = Pictures.synthetic(golden.width(), golden.height());
    AlignedFace aligned =
        new FivePointAligner(golden.size()).align(photo, face(golden.landmarks()));
    Photo expected =
        Pictures.resource(FivePointAlignerTest.class, "five-point-" + golden.name() + ".png");
    assertThat(aligned.picture().width()).isEqualTo(golden.size());
    assertThat(Pictures.largestDifference(aligned.picture(), expected)).isLessThanOrEqualTo(1);
    assertThat(aligned.method()).isEqualTo(AlignedFace.Method.FIVE_POINT);
    assertThat(aligned.hallucinated()).isFalse();
  }

  @Test
  void landmarksOnTheTemplateLeaveThePictureAsItIs() {
    Photo photo = Pictures.synthetic(112, 112);
    Landmarks5 landmarks = Landmarks5.of(FaceTemplate.arcFace(112).points());
    AlignedFace aligned = new FivePointAligner(112).align(photo, face(landmarks));
    assertThat(aligned.picture().toRgb()).isEqualTo(photo.toRgb());
  }

  @Test
  void aDetectionWithoutLandmarksIsABugOfTheCaller() {
    Detection bare = new Detection(new Box(0, 0, 10, 10), 1, Optional.empty());
    FivePointAligner aligner = new FivePointAligner(112);
    Photo photo = Pictures.synthetic(20, 20);
    assertThatThrownBy(() -> aligner.align(photo, bare))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("align.no-landmarks"));
  }

  @Test
  void landmarksOnOnePointAreRefused() {
    Point p = new Point(3, 4);
    Detection flat = face(new Landmarks5(p, p, p, p, p));
    FivePointAligner aligner = new FivePointAligner(112);
    Photo photo = Pictures.synthetic(20, 20);
    assertThatThrownBy(() -> aligner.align(photo, flat))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("align.landmarks"));
  }

  @Test
  void onlyTemplateSizesAreAccepted() {
    assertThatThrownBy(() -> new FivePointAligner(100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("112");
  }
}
