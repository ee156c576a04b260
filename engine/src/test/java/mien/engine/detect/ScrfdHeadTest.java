package mien.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Detection;
import mien.core.face.Point;
import mien.engine.model.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape that SCRFD is exported in, from synthetic tensors. */
class ScrfdHeadTest {

  private static final int WIDTH = 384;
  private static final int HEIGHT = 256;

  /** One way to export. */
  record Export(
      int strides, int anchors, boolean keyPoints, int rank, boolean named, boolean shuffled) {

    int stride(int level) {
      return 8 << level;
    }

    int columns(int level) {
      return WIDTH / stride(level);
    }

    int rows(int level) {
      return columns(level) * (HEIGHT / stride(level)) * anchors;
    }
  }

  static Stream<Export> exports() {
    List<Export> all = new ArrayList<>();
    for (int bits = 0; bits < 64; bits++) {
      all.add(
          new Export(
              (bits & 1) == 0 ? 3 : 5,
              (bits & 2) == 0 ? 1 : 2,
              (bits & 4) == 0,
              (bits & 8) == 0 ? 2 : 3,
              (bits & 16) == 0,
              (bits & 32) == 0));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("exports")
  void everyExportIsUnderstood(Export export) {
    List<FloatTensor> tensors = tensors(export, 3);
    ScrfdOutputs outputs = ScrfdOutputs.discover(tensors, WIDTH, HEIGHT);

    assertThat(outputs.found())
        .isEqualTo(export.named() ? ScrfdOutputs.Found.BY_NAME : ScrfdOutputs.Found.BY_SHAPE);
    assertThat(outputs.hasKeyPoints()).isEqualTo(export.keyPoints());
    assertThat(outputs.levels()).hasSize(export.strides());
    assertThat(outputs.levels()).allMatch(level -> level.anchors() == export.anchors());
    assertThat(outputs.levels().stream().map(ScrfdOutputs.Level::stride))
        .isEqualTo(List.of(8, 16, 32, 64, 128).subList(0, export.strides()));

    List<Detection> found = new ScrfdHead(outputs).decode(tensors, WIDTH, HEIGHT, 0.5);
    assertThat(found).hasSize(export.strides());
    for (int level = 0; level < export.strides(); level++) {
      int row = planted(export, level);
      int cell = row / export.anchors();
      int s = export.stride(level);
      double x = cell % export.columns(level) * s;
      double y = (double) (cell / export.columns(level)) * s;
      Detection face = found.get(level);
      assertThat(face.score()).isCloseTo(0.75 + level / 100.0, within(1e-6));
      assertThat(face.box().x1()).isEqualTo(x - 1.5 * s);
      assertThat(face.box().y1()).isEqualTo(y - 2.25 * s);
      assertThat(face.box().x2()).isEqualTo(x + 0.5 * s);
      assertThat(face.box().y2()).isEqualTo(y + 3.0 * s);
      assertThat(face.landmarks().isPresent()).isEqualTo(export.keyPoints());
      face.landmarks()
          .ifPresent(
              five -> {
                assertThat(five.imageLeftEye()).isEqualTo(new Point(x - s, y - 0.5 * s));
                assertThat(five.nose()).isEqualTo(new Point(x + s, y + 1.5 * s));
                assertThat(five.imageRightMouth()).isEqualTo(new Point(x + 3 * s, y + 3.5 * s));
              });
    }
  }

  @Test
  void aScoreOfExactlyTheThresholdCounts() {
    Export export = new Export(3, 2, true, 2, false, false);
    List<FloatTensor> tensors = tensors(export, 3);
    ScrfdHead head = new ScrfdHead(ScrfdOutputs.discover(tensors, WIDTH, HEIGHT));
    tensors.get(0).values()[0] = 0.625f;
    assertThat(head.decode(tensors, WIDTH, HEIGHT, 0.625)).hasSize(4);
    tensors.get(0).values()[0] = Math.nextDown(0.625f);
    assertThat(head.decode(tensors, WIDTH, HEIGHT, 0.625)).hasSize(3);
  }

  @Test
  void numbersThatAreNoneAreDropped() {
    Export export = new Export(3, 1, true, 2, false, false);
    List<FloatTensor> tensors = tensors(export, 3);
    ScrfdHead head = new ScrfdHead(ScrfdOutputs.discover(tensors, WIDTH, HEIGHT));
    tensors.get(0).values()[0] = Float.NaN;
    tensors.get(3).values()[planted(export, 0) * 4] = Float.NaN;
    tensors.get(4).values()[planted(export, 1) * 4 + 2] = Float.POSITIVE_INFINITY;
    tensors.get(8).values()[planted(export, 2) * 10] = Float.NEGATIVE_INFINITY;
    assertThat(head.decode(tensors, WIDTH, HEIGHT, 0.5)).isEmpty();
  }

  @Test
  void aBoxTurnedInsideOutIsDropped() {
    Export export = new Export(3, 1, false, 2, false, false);
    List<FloatTensor> tensors = tensors(export, 3);
    ScrfdHead head = new ScrfdHead(ScrfdOutputs.discover(tensors, WIDTH, HEIGHT));
    tensors.get(3).values()[planted(export, 0) * 4 + 2] = -1.75f;
    assertThat(head.decode(tensors, WIDTH, HEIGHT, 0.5)).hasSize(2);
  }

  @Test
  void otherOutputsAreRefusedByTheirShapes() {
    FloatTensor embedding = new FloatTensor("embedding", List.of(1L, 512L), new float[512]);
    assertThatThrownBy(() -> ScrfdOutputs.discover(List.of(embedding), WIDTH, HEIGHT))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("embedding [1, 512]");
    List<FloatTensor> tensors = tensors(new Export(3, 2, true, 2, false, false), 3);
    assertThatThrownBy(() -> ScrfdOutputs.discover(tensors.subList(0, 8), WIDTH, HEIGHT))
        .isInstanceOf(MienException.class);
    assertThatThrownBy(() -> ScrfdOutputs.discover(tensors, 640, 640))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("stride 8");
  }

  /** The row of the one face that each level holds: not at a border, the last anchor of a cell. */
  private static int planted(Export export, int level) {
    int cell = Math.min(export.columns(level) + 1, export.rows(level) / export.anchors() - 1);
    return cell * export.anchors() + export.anchors() - 1;
  }

  private static List<FloatTensor> tensors(Export export, int seed) {
    Random random = new Random(seed);
    List<FloatTensor> tensors = new ArrayList<>();
    String[] names = {"score_", "bbox_", "kps_"};
    int[] sizes = {1, 4, 10};
    for (int kind = 0; kind < (export.keyPoints() ? 3 : 2); kind++) {
      for (int level = 0; level < export.strides(); level++) {
        int n = export.rows(level);
        int size = sizes[kind];
        float[] values = new float[n * size];
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat() * 0.49f;
        }
        int row = planted(export, level);
        switch (kind) {
          case 0 -> values[row] = 0.75f + level / 100f;
          case 1 -> System.arraycopy(new float[] {1.5f, 2.25f, 0.5f, 3.0f}, 0, values, row * 4, 4);
          default -> {
            for (int k = 0; k < 10; k++) {
              values[row * 10 + k] = k / 2f - 1;
            }
          }
        }
        List<Long> shape =
            export.rank() == 2
                ? List.of((long) n, (long) size)
                : List.of(1L, (long) n, (long) size);
        String name =
            export.named() ? names[kind] + export.stride(level) : "" + (443 + tensors.size());
        tensors.add(new FloatTensor(name, shape, values));
      }
    }
    if (export.shuffled()) {
      Collections.shuffle(tensors, random);
    }
    return tensors;
  }
}
