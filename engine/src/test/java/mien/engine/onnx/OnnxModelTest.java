package mien.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.InferenceRuntime;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelStore;
import mien.engine.model.ProviderSupport;
import mien.engine.model.SessionPolicy;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxModelTest {

  private static final ModelId EYE = new ModelId("fr_eye");
  private static final List<Long> EYE_SHAPE = List.of(1L, 1L, 24L, 24L);

  @Test
  void sameInputAndSameModelGiveBitIdenticalOutputs() {
    for (String id : List.of("scrfd_500m_kps", "edgeface_xs_512", "yunet_n_dynamic")) {
      List<Long> shape =
          id.startsWith("edge") ? List.of(2L, 3L, 112L, 112L) : List.of(1L, 3L, 96L, 160L);
      List<List<FloatTensor>> runs = new ArrayList<>();
      for (int session = 0; session < 2; session++) {
        try (LoadedModel model = open(id, SessionPolicy.DEFAULT)) {
          runs.add(model.run(shape, noise(7, shape)));
          runs.add(model.run(shape, noise(7, shape)));
        }
      }
      for (List<FloatTensor> run : runs) {
        for (int i = 0; i < run.size(); i++) {
          assertThat(run.get(i).values()).isEqualTo(runs.getFirst().get(i).values());
        }
      }
    }
  }

  @Test
  void outputsStandInTheGraphsOrder() {
    try (LoadedModel model = open("scrfd_2.5g_kps", SessionPolicy.DEFAULT)) {
      List<Long> shape = List.of(1L, 3L, 64L, 64L);
      assertThat(model.run(shape, noise(1, shape)))
          .extracting(FloatTensor::name)
          .isEqualTo(model.outputNames())
          .containsExactly("446", "466", "486", "449", "469", "489", "452", "472", "492");
    }
  }

  @Test
  void aClosedModelRefusesToRunAndClosesTwice() {
    LoadedModel model = open(EYE.value(), SessionPolicy.DEFAULT);
    model.close();
    model.close();

    assertThatThrownBy(() -> model.run(EYE_SHAPE, noise(1, EYE_SHAPE)))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("model.closed");
              assertThat(e.blame()).isEqualTo(MienException.Blame.BUG);
            });
  }

  @Test
  void closingWaitsForTheCallThatRuns() throws Exception {
    LoadedModel model = open(EYE.value(), SessionPolicy.DEFAULT);
    CountDownLatch filling = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<List<FloatTensor>> call =
          threads.submit(
              () ->
                  model.run(
                      EYE_SHAPE,
                      into -> {
                        noise(1, EYE_SHAPE).accept(into);
                        filling.countDown();
                        await(goOn);
                      }));
      filling.await();
      Thread closing =
          Thread.ofPlatform()
              .start(
                  () -> {
                    model.close();
                    closed.set(true);
                  });
      while (closing.getState() != Thread.State.WAITING) {
        assertThat(closing.isAlive()).isTrue(); // it must wait, not come back
        Thread.sleep(1);
      }
      assertThat(closed).isFalse();
      goOn.countDown();

      assertThat(call.get().getFirst().values()).hasSize(2);
      closing.join();
      assertThat(closed).isTrue();
    }
    assertThatThrownBy(() -> model.run(EYE_SHAPE, noise(1, EYE_SHAPE)))
        .isInstanceOf(MienException.class);
  }

  @Test
  void manyThreadsShareASessionAndGetTheirOwnResults() throws Exception {
    try (LoadedModel model = open(EYE.value(), SessionPolicy.DEFAULT);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<float[]> expected = new ArrayList<>();
      for (int seed = 0; seed < 40; seed++) {
        expected.add(model.run(EYE_SHAPE, noise(seed, EYE_SHAPE)).getFirst().values());
      }
      List<Future<List<FloatTensor>>> calls = new ArrayList<>();
      for (int seed = 0; seed < 40; seed++) {
        int own = seed;
        calls.add(threads.submit(() -> model.run(EYE_SHAPE, noise(own, EYE_SHAPE))));
      }
      for (int seed = 0; seed < 40; seed++) {
        assertThat(calls.get(seed).get().getFirst().values()).isEqualTo(expected.get(seed));
      }
    }
  }

  @Test
  void aShapeThatDoesNotFitIsRefusedAndTheModelLivesOn() {
    try (LoadedModel model = open(EYE.value(), SessionPolicy.DEFAULT)) {
      List<Long> wrong = List.of(1L, 3L, 24L, 24L);
      assertThatThrownBy(() -> model.run(wrong, noise(1, wrong)))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("model.run"))
          .hasMessageContaining("[1, 3, 24, 24]");
      assertThat(model.run(EYE_SHAPE, noise(1, EYE_SHAPE))).hasSize(1);
    }
  }

  @Test
  void aRefusedProviderFallsBackToTheProcessorAndSaysWhy() {
    SessionPolicy policy =
        new SessionPolicy(
            1, List.of(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA), false, false);
    assumeRefused(ExecutionProvider.CUDA, ExecutionProvider.TENSORRT);

    try (LoadedModel model = open(EYE.value(), policy)) {
      assertThat(model.provider().requested()).isEqualTo(policy.providers());
      assertThat(model.provider().actual()).isEqualTo(ExecutionProvider.CPU);
      assertThat(model.provider().refused())
          .containsOnlyKeys(ExecutionProvider.TENSORRT, ExecutionProvider.CUDA);
      assertThat(model.provider().refused().get(ExecutionProvider.CUDA)).contains("CUDA");
      assertThat(model.provider().goldenDifference()).isPresent();
    }
  }

  @Test
  void aRequiredProviderThatIsRefusedIsAFault() {
    SessionPolicy policy =
        new SessionPolicy(1, List.of(ExecutionProvider.CUDA, ExecutionProvider.CPU), true, false);
    assumeRefused(ExecutionProvider.CUDA);

    ModelStore store = store(EYE.value());

    assertThatThrownBy(() -> store.open(EYE, policy))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("provider.refused");
              assertThat(e.blame()).isEqualTo(MienException.Blame.OPERATOR);
            })
        .hasMessageContaining("must run on cuda");
  }

  @ParameterizedTest
  @EnumSource(ExecutionProvider.class)
  void everyProviderIsEitherUsableOrSaysWhyNot(ExecutionProvider provider) {
    ProviderSupport support =
        InferenceRuntime.tryProviders().stream()
            .filter(candidate -> candidate.provider() == provider)
            .findFirst()
            .orElseThrow();
    if (provider == ExecutionProvider.CPU) {
      assertThat(support)
          .isEqualTo(new ProviderSupport(provider, true, java.util.Optional.empty()));
    }
    assertThat(support.usable() || !support.refusal().orElseThrow().isBlank()).isTrue();
    assertThat(support.compiledIn() || !support.usable()).isTrue();
  }

  @Test
  void theNativeLibraryIsThePinnedVersion() {
    assertThat(InferenceRuntime.describe().version()).isEqualTo(NativeRuntime.VERSION);
  }

  private static void assumeRefused(ExecutionProvider... providers) {
    List<ExecutionProvider> named = List.of(providers);
    org.junit.jupiter.api.Assumptions.assumeTrue(
        InferenceRuntime.tryProviders().stream()
            .filter(support -> named.contains(support.provider()))
            .noneMatch(ProviderSupport::usable),
        "skipped: this machine has an NVIDIA GPU and the GPU build");
  }

  private static LoadedModel open(String id, SessionPolicy policy) {
    return store(id).open(new ModelId(id), policy);
  }

  /** A store with the file of a model; skips the test where it is missing. */
  private static ModelStore store(String id) {
    ModelCatalog catalog = ModelCatalog.builtIn();
    var file = Shared.model(catalog.require(new ModelId(id)).fileName());
    return new ModelStore(catalog, List.of(file.getParent()));
  }

  private static Consumer<FloatBuffer> noise(int seed, List<Long> shape) {
    return into -> {
      Random random = new Random(seed);
      long count = shape.stream().reduce(1L, (a, b) -> a * b);
      for (long i = 0; i < count; i++) {
        into.put(random.nextFloat() * 2 - 1);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
