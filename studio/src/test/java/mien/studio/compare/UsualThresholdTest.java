package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelTask;
import mien.engine.model.OperatingPoint;
import org.junit.jupiter.api.Test;

/** The threshold where the settings have none, for every recogniser of the catalogue. */
class UsualThresholdTest {

  private static final List<ModelCard> CARDS = ModelCatalog.builtIn().cards(ModelTask.RECOGNITION);

  @Test
  void theArcFaceFamilyHasTheContracts() {
    assertThat(CARDS.stream().filter(card -> card.dimension() == 512))
        .isNotEmpty()
        .allSatisfy(card -> assertThat(LocalFaceProvider.usualThreshold(card)).isEqualTo(0.35));
  }

  @Test
  void anotherHasTheOneThatWasMeasuredForItNearestOneInAThousand() {
    ModelCard other =
        ModelCatalog.builtIn().card(new ModelId("mobilefacenet_y1_128")).orElseThrow();
    double threshold = LocalFaceProvider.usualThreshold(other);
    assertThat(other.operatingPoints())
        .filteredOn(point -> point.threshold() == threshold)
        .singleElement()
        .satisfies(point -> assertThat(distance(point)).isEqualTo(least(other)));
  }

  private static double least(ModelCard card) {
    return card.operatingPoints().stream()
        .mapToDouble(UsualThresholdTest::distance)
        .min()
        .orElseThrow();
  }

  private static double distance(OperatingPoint point) {
    return Math.abs(Math.log(point.falseMatchRate() / 1e-3));
  }

  @Test
  void whatWasNeverMeasuredHasTheContractsToo() {
    assertThat(CARDS.stream().filter(card -> card.operatingPoints().isEmpty()))
        .allSatisfy(card -> assertThat(LocalFaceProvider.usualThreshold(card)).isEqualTo(0.35));
  }
}
