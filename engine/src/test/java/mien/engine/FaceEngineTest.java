package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.core.face.CosineSimilarity;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;

class FaceEngineTest {

  private static final Set<Aspect> ALL = EnumSet.allOf(Aspect.class);
  private static final Set<Aspect> DEFAULT = EnumSet.complementOf(EnumSet.of(Aspect.LIVENESS));

  /** Three people who do not exist; networks take them for faces. */
  private static final Path DRAWN = Path.of("..", "docs", "examples", "drawn-people.jpg");

  @Test
  void everyAspectOfDrawnPeopleIsFilled() throws IOException {
    Shared.model("faceapi_age_gender_1.7.15.onnx");
    try (FaceEngine engine = FaceEngine.open(Shared.reference().withAspects(ALL))) {
      PhotoFaces photo = engine.analyze(Files.readAllBytes(DRAWN), ALL);
      assertThat(photo.width()).isEqualTo(1200);
      assertThat(photo.height()).isEqualTo(800);
      assertThat(photo.faces()).hasSize(3);
      for (AnalyzedFace face : photo.faces()) {
        assertThat(face.detection().landmarks()).isPresent();
        assertThat(face.head().orElseThrow().landmarks68()).isPresent();
        assertThat(face.ageGender()).isPresent();
        assertThat(face.eyes()).isPresent();
        assertThat(face.live()).isPresent();
        assertThat(face.embedding().orElseThrow().dimension()).isEqualTo(512);
      }
      assertThat(engine.report().missing()).isEmpty();
    }
  }

  @Test
  void theSameBytesGiveTheSameResultInEveryEngineAndThread() throws Exception {
    byte[] bytes = Files.readAllBytes(DRAWN);
    PhotoFaces first;
    try (FaceEngine engine = FaceEngine.open(config())) {
      first = engine.analyze(bytes, DEFAULT);
    }
    try (FaceEngine engine = FaceEngine.open(config().withCapacity(c -> c.withThreads(2)));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<PhotoFaces>> calls =
          IntStream.range(0, 8)
              .<Callable<PhotoFaces>>mapToObj(_ -> () -> engine.analyze(bytes, DEFAULT))
              .toList();
      for (Future<PhotoFaces> again : callers.invokeAll(calls)) {
        assertThat(again.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void aPhotoThatIsCutOffIsIncompleteAtTheFirstLookAndAtTheSecond() throws IOException {
    byte[] whole = Files.readAllBytes(DRAWN);
    try (FaceEngine engine = FaceEngine.open(config().withAspects(Set.of(Aspect.EMBEDDING)))) {
      assertThat(engine.analyze(whole, Set.of()).incomplete()).isFalse();
      for (int percent : new int[] {30, 60, 90, 99}) {
        byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
        assertThat(engine.analyze(cut, Set.of()).incomplete()).as(percent + " %").isTrue();
        assertThatThrownBy(() -> engine.analyze(cut, Set.of()).requireComplete("photo 1"))
            .hasMessageMatching(
                "photo 1 is cut off: \\d+ % of the picture is missing; send the whole file");
      }
    }
  }

  @Test
  void realPeopleAreToldApart() throws IOException {
    // Two photos of one person and one of another, from the identity set.
    byte[] a = Files.readAllBytes(Shared.photo("identity/deepface_img1.jpg"));
    byte[] b = Files.readAllBytes(Shared.photo("identity/deepface_img2.jpg"));
    byte[] other = Files.readAllBytes(Shared.photo("identity/insightface_d1.jpg"));
    try (FaceEngine engine =
        FaceEngine.open(
            Shared.reference().withAspects(ALL).withAspects(Set.of(Aspect.EMBEDDING)))) {
      assertThat(similarity(engine, a, b)).isGreaterThan(0.27);
      assertThat(similarity(engine, a, other)).isLessThan(0.27);
    }
  }

  @Test
  void anAspectThatWasNotOpenedIsRefused() {
    try (FaceEngine engine = FaceEngine.open(config().withAspects(Set.of()))) {
      assertThatThrownBy(() -> engine.analyze(new byte[1], ALL))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("engine.aspect"));
    }
  }

  @Test
  void withoutADetectorTheSentenceSaysWhichAndHowToGetIt() {
    assertThatThrownBy(() -> FaceEngine.open(EngineConfig.of(List.of())))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("model.missing");
              assertThat(e.getMessage()).contains("fr_detect").contains("mien models pull");
            });
  }

  @Test
  void aClosedEngineRefusesAsBusy() {
    FaceEngine engine = FaceEngine.open(config().withAspects(Set.of()));
    engine.close();
    assertThatThrownBy(() -> engine.analyze(new byte[1], Set.of()))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.getMessage()).contains("closed"));
  }

  private static double similarity(FaceEngine engine, byte[] a, byte[] b) {
    return CosineSimilarity.between(embed(engine, a), embed(engine, b));
  }

  private static mien.core.face.Embedding embed(FaceEngine engine, byte[] photo) {
    return engine
        .analyze(photo, Set.of(Aspect.EMBEDDING))
        .faces()
        .getFirst()
        .embedding()
        .orElseThrow();
  }

  /** What every machine can have: no liveness, and no points in 3D. */
  private static EngineConfig config() {
    return Shared.registry().withAspects(DEFAULT);
  }
}
