package mien.engine.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.core.face.Embedding;
import mien.engine.align.AlignedFace;
import mien.engine.image.Photo;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArcFaceEmbedderTest {

  private static final String SHA = "0".repeat(64);

  static Stream<ModelCard> recognizers() {
    return Stream.of(Recognizers.EDGEFACE, Recognizers.MOBILEFACENET);
  }

  private static AlignedFace aligned(Photo photo) {
    return new AlignedFace(photo, AlignedFace.Method.FIVE_POINT, 0);
  }

  /** Squares of one color with a little noise: enough for arithmetic, nobody's face. */
  private static List<AlignedFace> squares(int count) {
    Random random = new Random(5);
    List<AlignedFace> faces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[112 * 112 * 3];
      int[] color = {random.nextInt(216), random.nextInt(216), random.nextInt(216)};
      for (int p = 0; p < rgb.length; p++) {
        rgb[p] = (byte) (color[p % 3] + random.nextInt(40));
      }
      faces.add(aligned(Photo.ofRgb(112, 112, rgb)));
    }
    return faces;
  }

  @ParameterizedTest
  @MethodSource("recognizers")
  void aBatchGivesWhatSingleFacesGive(ModelCard card) throws IOException {
    try (LoadedModel model = Recognizers.open(card)) {
      ArcFaceEmbedder embedder = new ArcFaceEmbedder(model);
      List<AlignedFace> faces = squares(5);
      List<Embedding> batch = embedder.embed(faces);
      assertThat(batch).hasSize(5);
      for (int i = 0; i < 5; i++) {
        Embedding single = embedder.embed(List.of(faces.get(i))).getFirst();
        assertThat(batch.get(i).toArray()).containsExactly(single.toArray(), within(1e-5f));
        assertThat(single.dimension()).isEqualTo(card.dimension());
        assertThat(single.model()).isEqualTo(card.id());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recognizers")
  void manyThreadsGetTheSameBitsAsOne(ModelCard card) throws Exception {
    try (LoadedModel model = Recognizers.open(card);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      ArcFaceEmbedder embedder = new ArcFaceEmbedder(model);
      List<AlignedFace> faces = squares(2);
      List<Embedding> alone = embedder.embed(faces);
      List<Callable<List<Embedding>>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> embedder.embed(faces));
      }
      for (Future<List<Embedding>> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void aFixedBatchIsFilledUpAndCutOff() {
    ModelCard card = Recognizers.card("scripted", SHA, 128, 7);
    List<AlignedFace> faces = squares(3);
    ScriptedModel free = new ScriptedModel(card, -1, 1);
    ScriptedModel single = new ScriptedModel(card, 1, 1);
    ScriptedModel pairs = new ScriptedModel(card, 2, 1);
    List<Embedding> expected = new ArcFaceEmbedder(free).embed(faces);
    assertThat(new ArcFaceEmbedder(single).embed(faces)).isEqualTo(expected);
    assertThat(new ArcFaceEmbedder(pairs).embed(faces)).isEqualTo(expected);
    assertThat(free.shapes).containsExactly(List.of(3L, 3L, 112L, 112L));
    assertThat(single.shapes).hasSize(3).containsOnly(List.of(1L, 3L, 112L, 112L));
    assertThat(pairs.shapes).hasSize(2).containsOnly(List.of(2L, 3L, 112L, 112L));
  }

  @Test
  void noPhotoCanAskForMoreThanTheLargestBatch() {
    ScriptedModel model = new ScriptedModel(Recognizers.card("scripted", SHA, 128, 3), -1, 1);
    assertThat(new ArcFaceEmbedder(model).embed(squares(18))).hasSize(18);
    assertThat(model.shapes).extracting(List::getFirst).containsExactly(4L, 4L, 4L, 4L, 2L);
  }

  @Test
  void embeddingsHaveUnitLengthWhateverTheNetworkGives() {
    for (float scale : new float[] {0.001f, 1, 300}) {
      ModelCard card = Recognizers.card("scripted", SHA, 127.5, 9);
      Embedding e =
          new ArcFaceEmbedder(new ScriptedModel(card, -1, scale)).embed(squares(1)).getFirst();
      double sum = 0;
      for (float v : e.toArray()) {
        sum += (double) v * v;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void noFacesAreNoCallOfTheNetwork() {
    ScriptedModel model = new ScriptedModel(Recognizers.card("scripted", SHA, 128, 3), -1, 1);
    assertThat(new ArcFaceEmbedder(model).embed(List.of())).isEmpty();
    assertThat(model.shapes).isEmpty();
  }

  @Test
  void aVectorWithoutADirectionIsTheModelsFault() {
    ScriptedModel model = new ScriptedModel(Recognizers.card("scripted", SHA, 128, 3), -1, 0);
    assertThatThrownBy(() -> new ArcFaceEmbedder(model).embed(squares(1)))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("recognize.output"));
  }

  @Test
  void aFaceOfAnotherSizeIsRefused() {
    ScriptedModel model = new ScriptedModel(Recognizers.card("scripted", SHA, 128, 3), -1, 1);
    AlignedFace large = aligned(Photo.ofRgb(128, 128, new byte[128 * 128 * 3]));
    assertThatThrownBy(() -> new ArcFaceEmbedder(model).embed(List.of(large)))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("recognize.size"));
  }
}
