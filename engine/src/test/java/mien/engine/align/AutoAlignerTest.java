package mien.engine.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoAlignerTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 30, -60, 85})
  void takesFivePointsAtEveryYawAndInventsNothing(double yaw) {
    SyntheticHead head = new SyntheticHead(yaw, 0);
    Photo photo = head.photo();
    AlignedFace auto = new AutoAligner(112, Optional.of(head)).align(photo, head.detection());
    AlignedFace five = new FivePointAligner(112).align(photo, head.detection());
    assertThat(auto.picture().toRgb()).isEqualTo(five.picture().toRgb());
    assertThat(auto.method()).isEqualTo(AlignedFace.Method.FIVE_POINT);
    assertThat(auto.hallucinated()).isFalse();
  }

  @Test
  void aDetectionWithoutLandmarksIsAlignedByTheFittedHead() {
    SyntheticHead head = new SyntheticHead(20, 10);
    Photo photo = head.photo();
    Detection bare = new Detection(head.detection().box(), 1, Optional.empty());
    AlignedFace auto = new AutoAligner(112, Optional.of(head)).align(photo, bare);
    AlignedFace five = new FivePointAligner(112).align(photo, head.detection());
    assertThat(auto.picture().toRgb()).isEqualTo(five.picture().toRgb());
  }

  @Test
  void withoutLandmarksAndWithoutAnEstimatorItIsRefused() {
    SyntheticHead head = new SyntheticHead(0, 0);
    Photo photo = head.photo();
    Detection bare = new Detection(head.detection().box(), 1, Optional.empty());
    AutoAligner aligner = new AutoAligner(112, Optional.empty());
    assertThatThrownBy(() -> aligner.align(photo, bare))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("align.no-landmarks"));
  }
}
