package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelCatalog;
import mien.engine.model.ModelTask;
import org.junit.jupiter.api.Test;

/** The threshold of every recognizer of the catalog. */
class ThresholdRuleTest {

  private static final List<ModelCard> CARDS = ModelCatalog.builtIn().cards(ModelTask.RECOGNITION);
  private static final ThresholdRule CONTRACT = new ThresholdRule.Contract();

  private static ModelCard card(String id) {
    return ModelCatalog.builtIn().card(new ModelId(id)).orElseThrow();
  }

  @Test
  void theContractsHoldsUnlessMoreThanOneInAThousandStrangersPass() {
    for (ModelCard card : CARDS) {
      double rate = card.calibration().at(0.35).falseMatch().least();
      double threshold = CONTRACT.of(card);
      // At least so many: below all that was measured, more pass than there.
      if (rate < 1e-3) {
        assertThat(threshold).as(card.id().value()).isEqualTo(0.35);
      } else {
        assertThat(threshold).as(card.id().value()).isGreaterThan(0.35);
        assertThat(card.calibration().at(threshold).falseMatch().least())
            .isCloseTo(1e-3, within(1e-9));
      }
    }
  }

  @Test
  void measuredCardsOnBothSides() {
    assertThat(CONTRACT.of(card("edgeface_xs_512"))).isEqualTo(0.35);
    assertThat(CONTRACT.of(card("fr_feature"))).as("1 in 500 adults pass 0.35").isGreaterThan(0.36);
    assertThat(CONTRACT.of(card("auraface_v1"))).isBetween(0.5, 0.51);
    assertThat(CONTRACT.of(card("dlib_resnet_v1"))).isEqualTo(0.912);
    assertThat(CONTRACT.of(card("glintr100"))).as("nothing measured").isEqualTo(0.35);
  }

  @Test
  void aRateIsTakenFromTheCardOrRefused() {
    ModelCard card = card("edgeface_xs_512");
    assertThat(new ThresholdRule.Rate(0.01).of(card))
        .isEqualTo(card.calibration().threshold(0.01).orElseThrow());
    assertThatThrownBy(() -> new ThresholdRule.Rate(1e-7).of(card))
        .hasMessageContaining("1 in 10,000,000 was not measured for edgeface_xs_512")
        .hasMessageContaining("the lowest is 1 in");
    assertThatThrownBy(() -> new ThresholdRule.Rate(1e-3).of(card("glintr100")))
        .hasMessageContaining("No false match rate was measured for glintr100");
    assertThat(new ThresholdRule.Fixed(0.2).of(card)).isEqualTo(0.2);
    assertThat(card("glintr100").calibration()).isEqualTo(Calibration.NONE);
  }
}
