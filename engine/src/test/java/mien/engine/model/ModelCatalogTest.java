package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  void recognisersAndOnlyTheyHaveADimensionAndOperatingPoints() {
    for (ModelCard card : CATALOG.cards()) {
      boolean recogniser = card.task() == ModelTask.RECOGNITION;
      assertThat(card.dimension() > 0).as(card.id().value()).isEqualTo(recogniser);
      assertThat(recogniser || card.operatingPoints().isEmpty()).isTrue();
      assertThat(card.operatingPoints())
          .as(card.id().value())
          .isSortedAccordingTo((a, b) -> Double.compare(b.falseMatchRate(), a.falseMatchRate()))
          .isSortedAccordingTo((a, b) -> Double.compare(a.threshold(), b.threshold()));
    }
  }

  @Test
  void everySourceIsAnHttpsAddressAndEveryZipIsPinned() {
    for (ModelCard card : CATALOG.cards()) {
      for (ModelSource source : card.sources()) {
        assertThat(source.uri().getScheme()).as(card.id().value()).isEqualTo("https");
        assertThat(source.fileName()).isNotEmpty();
        assertThat(source.uri().getPath().endsWith(".zip")).isEqualTo(source.member().isPresent());
        source.member().ifPresent(zip -> assertThat(zip.zipSha256()).matches("[0-9a-f]{64}"));
      }
    }
  }

  @Test
  void aCardSaysOfEveryNonCommercialLicenceThatItIsOne() {
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
  void detectionPrefersLicenceOpenModels() {
    assertThat(preferred(ModelTask.DETECTION, everything())).contains("fr_detect");
    Set<String> closed = new HashSet<>(Set.of("scrfd_10g_kps", "scrfd_2.5g_kps"));
    assertThat(preferred(ModelTask.DETECTION, closed)).contains("scrfd_10g_kps");
    closed.add("retinaface_mnet025");
    assertThat(preferred(ModelTask.DETECTION, closed)).contains("retinaface_mnet025");
  }

  @Test
  void recognitionTakesEdgeFaceUntilABetterOneIsPulled() {
    Set<String> there = new HashSet<>(Set.of("edgeface_xs_512", "mobilefacenet_y1_128"));
    assertThat(preferred(ModelTask.RECOGNITION, there)).contains("edgeface_xs_512");
    for (String better : List.of("auraface_v1", "w600k_mbf", "glintr100", "w600k_r50")) {
      there.add(better);
      assertThat(preferred(ModelTask.RECOGNITION, there)).contains(better);
    }
  }

  @ParameterizedTest
  @EnumSource(ModelTask.class)
  void everyTaskHasANetworkAndNoneWithoutFiles(ModelTask task) {
    assertThat(preferred(task, everything())).isPresent();
    assertThat(preferred(task, Set.of())).isEmpty();
    assertThat(CATALOG.cards(task)).isNotEmpty();
  }

  @Test
  void numbersThatAreNoNetworkAreNeverPreferred() {
    assertThat(preferred(ModelTask.POSE, Set.of("3ddfa_v2_kps68_basis"))).isEmpty();
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

  private static Optional<String> preferred(ModelTask task, Set<String> there) {
    return CATALOG.preferred(task, id -> there.contains(id.value())).map(c -> c.id().value());
  }

  private static Set<String> everything() {
    return CATALOG.cards().stream().map(card -> card.id().value()).collect(Collectors.toSet());
  }
}
