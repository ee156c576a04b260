package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.model.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YuNetHeadTest {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aFaceOfEachStrideIsReadWhateverTheOrder(int shuffle) {
    List<FloatTensor> tensors = tensors();
    Collections.shuffle(tensors, new Random(shuffle));
    YuNetHead head = YuNetHead.of(tensors.stream().map(FloatTensor::name).toList());
    List<Detection> found = head.decode(tensors, WIDTH, HEIGHT, 0.5);
    assertThat(found).hasSize(3);
    for (int level = 0; level < 3; level++) {
      int s = 8 << level;
      Detection face = found.get(level);
      // Column 1, row 2; sqrt(0.81 * 1): the object score above 1 is cut.
      assertThat(face.score()).isCloseTo(0.9, within(1e-6));
      assertThat(face.box().center().x()).isCloseTo(1.25 * s, within(1e-4));
      assertThat(face.box().center().y()).isCloseTo(2.5 * s, within(1e-4));
      assertThat(face.box().width()).isCloseTo(2.0 * s, within(1e-4));
      assertThat(face.box().height()).isCloseTo(3.0 * s, within(1e-4));
      assertThat(face.landmarks().orElseThrow().imageLeftEye())
          .isEqualTo(new Point((1 - 0.5) * s, (2 - 0.25) * s));
      assertThat(face.landmarks().orElseThrow().imageRightMouth())
          .isEqualTo(new Point((1 + 1.5) * s, (2 + 1.75) * s));
    }
  }

  @Test
  void negativeProbabilitiesCountAsNone() {
    List<FloatTensor> tensors = tensors();
    YuNetHead head = YuNetHead.of(tensors.stream().map(FloatTensor::name).toList());
    for (FloatTensor tensor : tensors) {
      if (tensor.name().startsWith("cls") || tensor.name().startsWith("obj")) {
        Arrays.fill(tensor.values(), -1f);
      }
    }
    assertThat(head.decode(tensors, WIDTH, HEIGHT, 0.1)).isEmpty();
  }

  @Test
  void aMissingOutputIsNamed() {
    assertThatThrownBy(() -> YuNetHead.of(List.of("cls_8", "obj_8", "bbox_8")))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("kps_8");
  }

  private static List<FloatTensor> tensors() {
    List<FloatTensor> tensors = new ArrayList<>();
    for (int level = 0; level < 3; level++) {
      int s = 8 << level;
      int columns = WIDTH / s;
      int n = columns * (HEIGHT / s);
      int row = 2 * columns + 1;
      float[] cls = new float[n];
      float[] obj = new float[n];
      float[] bbox = new float[n * 4];
      float[] kps = new float[n * 10];
      cls[row] = 0.81f;
      obj[row] = 1.25f;
      bbox[row * 4] = 0.25f;
      bbox[row * 4 + 1] = 0.5f;
      bbox[row * 4 + 2] = (float) Math.log(2);
      bbox[row * 4 + 3] = (float) Math.log(3);
      for (int k = 0; k < 10; k++) {
        kps[row * 10 + k] = k / 4f - 0.5f;
      }
      tensors.add(new FloatTensor("cls_" + s, List.of(1L, (long) n, 1L), cls));
      tensors.add(new FloatTensor("obj_" + s, List.of(1L, (long) n, 1L), obj));
      tensors.add(new FloatTensor("bbox_" + s, List.of(1L, (long) n, 4L), bbox));
      tensors.add(new FloatTensor("kps_" + s, List.of(1L, (long) n, 10L), kps));
    }
    return tensors;
  }
}
