package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelStoreTest {

  private static final ModelId SMALL = new ModelId("fr_eye");
  private static final String SMALL_FILE = "fr_eye.onnx";
  private static final ModelCatalog CATALOG = ModelCatalog.builtIn();

  @TempDir Path folder;

  static List<String> networksWithGolden() {
    return CATALOG.cards().stream()
        .filter(card -> card.graph().isPresent() && card.graph().get().golden())
        .map(card -> card.id().value())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networksWithGolden")
  void everyGoldenNetworkOpensAndComputesItsGoldenOutput(String id) {
    ModelCard card = CATALOG.require(new ModelId(id));
    Path file = Shared.model(card.fileName());
    ModelStore store = new ModelStore(CATALOG, List.of(file.getParent()));

    try (LoadedModel model = store.open(card.id(), SessionPolicy.DEFAULT)) {
      assertThat(model.provider().actual()).isEqualTo(ExecutionProvider.CPU);
      assertThat(model.provider().goldenDifference()).isPresent();
      assertThat(model.outputNames()).hasSameSizeAs(card.graph().orElseThrow().outputs());
    }
  }

  @Test
  void theBasisIsReadAsVerifiedBytes() {
    ModelCard card = CATALOG.require(new ModelId("3ddfa_v2_kps68_basis"));
    Path file = Shared.model(card.fileName());
    ModelStore store = new ModelStore(CATALOG, List.of(file.getParent()));

    assertThat(store.read(card.id())).hasSize(42_112);
    assertThatThrownBy(() -> store.open(card.id(), SessionPolicy.DEFAULT))
        .isInstanceOf(MienException.class);
  }

  @Test
  void theFirstFolderThatHoldsTheFileWins() throws IOException {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.writeString(second.resolve(SMALL_FILE), "second");
    ModelStore store = new ModelStore(CATALOG, List.of(folder.resolve("not-there"), first, second));

    assertThat(store.find(SMALL)).contains(second.resolve(SMALL_FILE));
    Files.writeString(first.resolve(SMALL_FILE), "first");
    assertThat(store.find(SMALL)).contains(first.resolve(SMALL_FILE));
    assertThat(store.available()).containsExactly(SMALL);
    assertThat(store.fits(SMALL)).isFalse();

    // A file of the right size goes before one that cannot be it.
    int bytes = (int) CATALOG.require(SMALL).bytes();
    Files.write(second.resolve(SMALL_FILE), new byte[bytes]);
    assertThat(store.find(SMALL)).contains(second.resolve(SMALL_FILE));
    assertThat(store.fits(SMALL)).isTrue();
  }

  @Test
  void aMissingModelIsOneSentenceWithTheCommandThatGetsIt() {
    ModelStore store = new ModelStore(CATALOG, List.of(folder));

    refused(store, new ModelId("w600k_mbf"), "model.missing")
        .hasMessage("the model w600k_mbf is not here; fetch it with 'mien models pull w600k_mbf'");
    refused(store, new ModelId("fr_detect"), "model.missing")
        .hasMessage("the model fr_detect is not here; fetch it with 'mien models pull'");
    refused(store, new ModelId("edgeface_xs_512"), "model.missing")
        .hasMessageContaining("put edgeface_xs_512.onnx into a folder of 'mien models path'");
  }

  @Test
  void aTruncatedFileIsNamedAsSuch() throws IOException {
    byte[] good = Files.readAllBytes(Shared.model(SMALL_FILE));
    Files.write(folder.resolve(SMALL_FILE), java.util.Arrays.copyOf(good, good.length / 2));

    refused(new ModelStore(CATALOG, List.of(folder)), SMALL, "model.truncated")
        .hasMessageContaining("only 103565 of its 207130 bytes");
  }

  @Test
  void oneFlippedBitIsAWrongChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(Shared.model(SMALL_FILE));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(SMALL_FILE), bytes);

    refused(new ModelStore(CATALOG, List.of(folder)), SMALL, "model.checksum")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void garbageOfTheRightSizeAndTooManyBytesAreRefused() throws IOException {
    Files.write(folder.resolve(SMALL_FILE), new byte[207_130]);
    refused(new ModelStore(CATALOG, List.of(folder)), SMALL, "model.checksum");
    Files.write(folder.resolve(SMALL_FILE), new byte[207_131]);
    refused(new ModelStore(CATALOG, List.of(folder)), SMALL, "model.checksum");
    Files.write(folder.resolve(SMALL_FILE), new byte[0]);
    refused(new ModelStore(CATALOG, List.of(folder)), SMALL, "model.truncated");
  }

  /** The checksum is the file's own, so only the forward pass can tell. */
  @Test
  void aModelOfAnotherTaskUnderACardsNameIsAMismatch() throws Exception {
    refusedAs(CATALOG.require(SMALL), "fr_feature_fast.onnx");
    refusedAs(CATALOG.require(new ModelId("fr_detect")), "mediapipe_face_mesh.onnx");
  }

  @Test
  void soIsOneOfTheSameTask() throws Exception {
    refusedAs(CATALOG.require(new ModelId("open_closed_eye_0001")), "ocec_p.onnx");
    refusedAs(CATALOG.require(new ModelId("edgeface_xs_512")), "mobilefacenet_y1_128.onnx");
    refusedAs(CATALOG.require(new ModelId("yunet_2023mar")), "yunet_n_dynamic.onnx");
    refusedAs(CATALOG.require(new ModelId("scrfd_2.5g_kps")), "scrfd_500m_kps.onnx");
    refusedAs(CATALOG.require(new ModelId("minifasnet_v2_2.7")), "minifasnet_v1se_4.0_80x80.onnx");
  }

  @Test
  void aCardWithAnotherScaleOrColorOrderIsAMismatch() throws Exception {
    ModelCard card = CATALOG.require(new ModelId("mobilefacenet_y1_128"));
    Path file = Shared.model(card.fileName());
    ModelInput input = card.input().orElseThrow();
    for (var wrong :
        List.of(
            mien.engine.image.Normalization.of(mien.engine.image.ChannelOrder.BGR, 127.5, 128),
            mien.engine.image.Normalization.of(mien.engine.image.ChannelOrder.RGB, 127.5, 112))) {
      ModelCard slipped =
          CardDraft.of("slipped", card.task(), card.family(), card.fileName(), 0, card.sha256())
              .takes(input.width(), input.height(), wrong)
              .card()
              .withGraph(card.graph().orElseThrow());
      ModelStore store =
          new ModelStore(ModelCatalog.of(List.of(slipped)), List.of(file.getParent()));
      refused(store, slipped.id(), "model.mismatch").hasMessageContaining("golden");
    }
  }

  private void refusedAs(ModelCard card, String otherFile) throws Exception {
    byte[] other = Files.readAllBytes(Shared.model(otherFile));
    Files.write(folder.resolve(card.fileName()), other);
    String sha256 =
        HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(other));
    ModelCard mislabeled =
        new ModelCard(
            card.id(),
            card.task(),
            card.family(),
            card.fileName(),
            0,
            sha256,
            List.of(),
            card.license(),
            card.input(),
            card.dimension(),
            Calibration.NONE,
            card.graph(),
            "");
    ModelStore store = new ModelStore(ModelCatalog.of(List.of(mislabeled)), List.of(folder));
    refused(store, card.id(), "model.mismatch")
        .hasMessageContaining("is not the model " + card.id());
  }

  @Test
  void aFileThatIsNoGraphButHasTheCardsChecksumIsAMismatch() throws Exception {
    byte[] junk = "this is no ONNX graph".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Files.write(folder.resolve("junk.onnx"), junk);
    ModelCard eye = CATALOG.require(SMALL);
    ModelCard card =
        CardDraft.of(
                "junk",
                eye.task(),
                eye.family(),
                "junk.onnx",
                junk.length,
                HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(junk)))
            .takes(32, 32, eye.input().orElseThrow().normalization())
            .card();

    refused(
            new ModelStore(ModelCatalog.of(List.of(card)), List.of(folder)),
            card.id(),
            "model.mismatch")
        .hasMessageContaining("ONNX Runtime refuses it");
  }

  @Test
  void anUnknownIdNamesTheNearest() {
    ModelStore store = new ModelStore(CATALOG, List.of(folder));
    refused(store, new ModelId("edgeface_xs_521"), "model.unknown")
        .hasMessageContaining("'edgeface_xs_512'");
  }

  @Test
  void foldersComeInTheOrderThatTheEnvironmentAsksFor() {
    Path checkout = folder.resolve("checkout");
    ModelFolders folders =
        ModelFolders.fromEnvironment(
            Map.of(
                "MIEN_MODELS",
                "/a" + java.io.File.pathSeparator + java.io.File.pathSeparator + "/b",
                "HOME",
                "/home/x"),
            Optional.of(checkout));

    assertThat(folders.search())
        .containsExactly(
            Path.of("/a"),
            Path.of("/b"),
            checkout.resolve("models"),
            folder.resolve("shared/models"),
            Path.of("/home/x/.local/share/mien/models"));
    assertThat(
            ModelFolders.fromEnvironment(Map.of(), Optional.empty(), Optional.of(Path.of("/opt/m")))
                .search())
        .containsExactly(Path.of("/opt/m/models"));
    assertThat(folders.download()).contains(Path.of("/home/x/.local/share/mien/models"));
  }

  @Test
  void xdgDataHomeCountsOnlyWhenItIsAbsolute() {
    assertThat(
            ModelFolders.fromEnvironment(
                    Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/x"), Optional.empty())
                .search())
        .containsExactly(Path.of("/data/mien/models"));
    assertThat(
            ModelFolders.fromEnvironment(
                    Map.of("XDG_DATA_HOME", "data", "HOME", "/home/x"), Optional.empty())
                .search())
        .containsExactly(Path.of("/home/x/.local/share/mien/models"));
    assertThat(ModelFolders.fromEnvironment(Map.of(), Optional.empty()).download()).isEmpty();
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      ModelStore store, ModelId id, String code) {
    return assertThatThrownBy(
            () -> {
              try (LoadedModel model = store.open(id, SessionPolicy.DEFAULT)) {
                throw new AssertionError("opened " + model.card().id());
              }
            })
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.blame()).isEqualTo(MienException.Blame.OPERATOR);
            });
  }
}
