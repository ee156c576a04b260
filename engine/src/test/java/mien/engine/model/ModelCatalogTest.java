package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mien.core.compare.Calibration;
import mien.core.compare.ErrorCurve;
import mien.core.face.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelCatalogTest {

  private static final ModelCatalog CATALOG = ModelCatalog.builtIn();

  @Test
  void idsFileNamesAndChecksumsAreUnique() {
    assertThat(CATALOG.cards()).doesNotHaveDuplicates();
    assertThat(CATALOG.cards()).extracting(ModelCard::id).doesNotHaveDuplicates();
    assertThat(CATALOG.cards()).extracting(ModelCard::fileName).doesNotHaveDuplicates();
    assertThat(CATALOG.cards()).extracting(ModelCard::sha256).doesNotHaveDuplicates();
    ModelCard one = CATALOG.cards().getFirst();
    assertThatThrownBy(() -> CATALOG.with(one)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everythingThatTheProjectNamesHasACard() {
    assertThat(CATALOG.cards())
        .extracting(card -> card.id().value())
        .contains(
            "scrfd_500m_kps",
            "scrfd_2.5g_kps",
            "scrfd_10g_kps",
            "w600k_r50",
            "w600k_mbf",
            "glintr100",
            "auraface_v1",
            "sface_2021dec",
            "yunet_2023mar",
            "yunet_2026may",
            "yunet_n_dynamic",
            "genderage",
            "genderage_v1",
            "2d106det",
            "1k3d68",
            "3ddfa_v2_mb05",
            "3ddfa_v2_kps68_basis",
            "minifasnet_v2_2.7",
            "minifasnet_v1se_4.0",
            "retinaface_mnet025",
            "retinaface_resnet50",
            "open_closed_eye_0001",
            "ocec_m",
            "ocec_p",
            "pfld_68",
            "mediapipe_face_mesh",
            "faceapi_age_gender",
            "ediffiqa_tiny_jun2024",
            "edgeface_xs_512",
            "edgeface_xs_gamma_06",
            "edgeface_s_gamma_05",
            "mobilefacenet_y1_128");
  }

  @Test
  void recognizersAndOnlyTheyHaveADimensionAndACalibration() {
    for (ModelCard card : CATALOG.cards()) {
      boolean recognizer = card.task() == ModelTask.RECOGNITION;
      assertThat(card.dimension() > 0).as(card.id().value()).isEqualTo(recognizer);
      assertThat(recognizer || card.calibration().equals(Calibration.NONE)).isTrue();
    }
  }

  /** The measured recognizers know strangers of two kinds, groups, missed pairs and children. */
  @Test
  void measuredRecognizersHaveEveryCurve() {
    for (String id : List.of("fr_feature", "edgeface_xs_512", "mobilefacenet_y1_128")) {
      Calibration calibration = CATALOG.require(new ModelId(id)).calibration();
      assertThat(calibration.strangers()).as(id).hasSize(2);
      assertThat(calibration.groups()).extracting("name").containsExactly("women", "men");
      assertThat(calibration.genuine()).isPresent();
      assertThat(calibration.childrenAt(0.35).least()).as(id).isGreaterThan(0.05);
      double threshold = calibration.threshold(1e-3).orElseThrow();
      for (ErrorCurve curve : calibration.strangers()) {
        assertThat(curve.at(threshold).least()).as(id).isLessThanOrEqualTo(1.001e-3);
      }
    }
  }

  @Test
  void everySourceIsAnHttpsAddressOrAPinnedPackageAndEveryArchiveIsPinned() {
    for (ModelCard card : CATALOG.cards()) {
      for (ModelSource source : card.sources()) {
        switch (source) {
          case ModelSource.WebFile(URI uri) -> {
            assertThat(uri.getScheme()).as(card.id().value()).isEqualTo("https");
            assertThat(uri.getPath()).doesNotEndWith(".zip").doesNotEndWith(".tgz");
          }
          case ModelSource.ZipMember zip -> {
            assertThat(zip.uri().getScheme()).as(card.id().value()).isEqualTo("https");
            assertThat(zip.zipName()).endsWith(".zip");
            assertThat(zip.zipSha256()).matches("[0-9a-f]{64}");
          }
          case ModelSource.NpmMember npm -> {
            assertThat(npm.text()).matches("npm:(@[a-z]+/)?[a-z_-]+@[0-9.]+#.+");
            assertThat(npm.origin().bytes()).isPositive();
            npm.members().forEach(m -> assertThat(m.sha256()).matches("[0-9a-f]{64}"));
          }
        }
      }
    }
  }

  @Test
  void aCardSaysOfEveryNonCommercialLicenseThatItIsOne() {
    for (ModelCard card : CATALOG.cards()) {
      assertThat(card.termsNotice().isPresent()).isEqualTo(!card.license().commercialUse());
    }
    assertThat(CATALOG.require(new ModelId("edgeface_xs_512")).termsNotice().orElseThrow())
        .contains("CC BY-NC-SA 4.0", "non-commercial");
  }

  @Test
  void thePacksHoldWhatTheirNamesSay() {
    assertThat(ModelPack.OPEN.cards(CATALOG))
        .isNotEmpty()
        .allMatch(card -> card.license().commercialUse())
        .extracting(card -> card.id().value())
        .contains("yunet_n_dynamic", "auraface_v1", "pfld_68");
    assertThat(ModelPack.INSIGHTFACE.cards(CATALOG))
        .extracting(card -> card.id().value())
        .containsExactlyInAnyOrder(
            "scrfd_10g_kps",
            "scrfd_2.5g_kps",
            "scrfd_500m_kps",
            "w600k_r50",
            "glintr100",
            "w600k_mbf",
            "1k3d68",
            "2d106det",
            "genderage");
  }

  @Test
  void theRegistryPackIsSixFilesOfThreePackages() {
    List<ModelCard> cards = ModelPack.REGISTRY.cards(CATALOG);
    assertThat(cards)
        .extracting(card -> card.id().value())
        .containsExactlyInAnyOrder(
            "fr_detect",
            "fr_feature",
            "fr_eye",
            "mediapipe_blazeface_short",
            "mediapipe_face_mesh",
            "faceapi_age_gender");
    assertThat(cards).allMatch(card -> card.license().commercialUse());
    Set<NpmPackage> packages = ModelPack.packages(cards);
    assertThat(packages).hasSize(3);
    assertThat(packages.stream().mapToLong(NpmPackage::bytes).sum()).isEqualTo(61_216_252);
    assertThat(ModelPack.packages(List.of(CATALOG.require(ModelPack.ALTERNATIVES.getFirst()))))
        .isSubsetOf(packages);
    for (ModelPack pack : ModelPack.values()) {
      assertThat(pack.cards(CATALOG))
          .extracting(ModelCard::id)
          .doesNotContainAnyElementsOf(ModelPack.ALTERNATIVES);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelPack.class)
  void aSetNamesCardsOfTheTaskAndNothingElseDecides(ModelPack pack) {
    ModelSet set = pack.set();
    assertThat(set.name()).isEqualTo(pack.label());
    for (ModelTask task : ModelTask.values()) {
      for (ModelId id : set.of(task)) {
        assertThat(CATALOG.require(id).task()).isEqualTo(task);
        assertThat(CATALOG.require(id).isNetwork()).isTrue();
      }
    }
    // A task that another set lacks is the registry's.
    assertThat(set.models().keySet()).containsAll(ModelSet.REGISTRY.models().keySet());
    assertThat(pack == ModelPack.INSIGHTFACE || allOpen(set)).isTrue();
  }

  private static boolean allOpen(ModelSet set) {
    return set.all().stream().allMatch(id -> CATALOG.require(id).license().commercialUse());
  }

  @ParameterizedTest
  @EnumSource(ModelTask.class)
  void everyTaskHasANetwork(ModelTask task) {
    assertThat(CATALOG.cards(task)).anyMatch(ModelCard::isNetwork);
  }

  @Test
  void whatHasNoCardSaysWhy() {
    assertThat(ModelCatalog.withoutCard())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(missing -> assertThat(missing.reason()).isNotEmpty());
  }

  @Test
  void contractsSurviveTheirTable() {
    for (ModelCard card : CATALOG.cards()) {
      card.graph()
          .ifPresent(
              graph -> {
                String lines =
                    graph.outputs().stream()
                        .map(output -> GraphContracts.line(card.id(), graph, output))
                        .collect(Collectors.joining("\n"));
                assertThat(GraphContracts.parse(lines)).containsEntry(card.id(), graph);
              });
    }
  }
}
