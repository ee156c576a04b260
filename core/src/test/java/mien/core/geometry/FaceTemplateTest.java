package mien.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import mien.core.face.Landmarks5;
import mien.core.face.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceTemplateTest {

  @Test
  void the112FormIsTheOneOfTheReference() {
    assertThat(FaceTemplate.arcFace(112).points())
        .containsExactly(
            new Point(38.2946, 51.6963),
            new Point(73.5318, 51.5014),
            new Point(56.0252, 71.7366),
            new Point(41.5493, 92.3655),
            new Point(70.7299, 92.2041));
  }

  @ParameterizedTest
  @CsvSource({"112,1,0", "224,2,0", "336,3,0", "128,1,8", "256,2,16", "896,8,0"})
  void multiplesScaleAndThe128FormMovesRight(int size, double ratio, double shift) {
    FaceTemplate base = FaceTemplate.arcFace(112);
    FaceTemplate template = FaceTemplate.arcFace(size);
    assertThat(template.size()).isEqualTo(size);
    for (int i = 0; i < 5; i++) {
      Point expected =
          new Point(base.points().get(i).x() * ratio + shift, base.points().get(i).y() * ratio);
      assertThat(template.points().get(i).distanceTo(expected)).isLessThan(1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -112, 100, 113, 120})
  void otherSizesAreRefused(int size) {
    assertThatThrownBy(() -> FaceTemplate.arcFace(size))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFaceOnTheTemplateStaysWhereItIs() {
    FaceTemplate template = FaceTemplate.arcFace(112);
    SimilarityTransform t = template.transformFrom(Landmarks5.of(template.points()));
    assertThat(t.a()).isCloseTo(1, within(1e-12));
    assertThat(t.b()).isCloseTo(0, within(1e-12));
    assertThat(t.tx()).isCloseTo(0, within(1e-9));
    assertThat(t.ty()).isCloseTo(0, within(1e-9));
  }
}
