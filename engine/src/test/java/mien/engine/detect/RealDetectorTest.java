package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.testing.Detectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real weights on real photos. */
class RealDetectorTest {

  @ParameterizedTest
  @EnumSource(Detectors.class)
  void sixOfSixFacesInTheGroupPhoto(Detectors detector) {
    Photo photo = Detectors.photo("detect/insightface_t1.jpg");
    try (LoadedModel model = detector.open()) {
      List<Detection> faces = FaceDetectors.of(model).detect(photo, DetectionOptions.DEFAULT);
      assertThat(faces).hasSize(6);
    }
  }
}
