package mien.studio;

import static mien.studio.ScriptedProvider.face;
import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.compare.FalseMatchRate;
import mien.core.compare.MeasuredRate;
import mien.engine.PhotoFaces;
import mien.engine.assess.FaceQuality;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code /api/v1/compare} says beyond the contract. */
class FullAnswerTest {

  private static final byte[] PNG = TestStudio.picture("png", 24);

  private final ScriptedProvider provider = new ScriptedProvider();
  private TestStudio studio;

  @BeforeEach
  void start() {
    studio = TestStudio.over(provider);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private Map<String, Object> ask(Form form) {
    return TestStudio.json(studio.post("/api/v1/compare", form));
  }

  private static List<Object> codes(Map<String, Object> answer) {
    return ((List<?>) answer.get("reasons"))
        .stream().<Object>map(reason -> ((Map<?, ?>) reason).get("code")).toList();
  }

  @Test
  void aClearPairIsDecidedWithItsErrorRate() {
    Map<String, Object> answer = ask(Form.of(PNG, PNG));
    assertThat(answer).containsEntry("decision", "same").containsEntry("provider", "local");
    assertThat(answer.get("false_match_rate")).isInstanceOf(Map.class);
    provider.score = 0.1;
    assertThat(ask(Form.of(PNG, PNG))).containsEntry("decision", "different");
  }

  @Test
  void aScoreBelowEverythingMeasuredHasNoRateButAReason() {
    assertThat(ask(Form.of(PNG, PNG))).containsEntry("false_match_rate_unknown", Optional.empty());
    FalseMatchRate lowest = new FalseMatchRate(0.01, 0.006, 0.014, 3000, "a set");
    provider.measured = Optional.of(new MeasuredRate.BelowMeasured(0.18, lowest));
    assertThat(ask(Form.of(PNG, PNG)))
        .containsEntry("false_match_rate", Optional.empty())
        .containsEntry(
            "false_match_rate_unknown",
            "The score is below 0.18, the lowest that was measured; the rate there was 0.010.");
    provider.measured = Optional.of(new MeasuredRate.NotMeasured());
    assertThat(ask(Form.of(PNG, PNG)))
        .containsEntry("false_match_rate", Optional.empty())
        .hasEntrySatisfying(
            "false_match_rate_unknown", why -> assertThat(why.toString()).contains("recogniser"));
  }

  @Test
  void anUncertainAgeNearARulesEdgeIsInconclusiveUnlessTheAgeIsKnown() {
    int[] ages = {6, 40};
    provider.find = _ -> faces(1, ages[(provider.asked.get() + 1) % 2]);
    provider.uncertainty = 2;
    Map<String, Object> answer = ask(Form.of(PNG, PNG));
    assertThat(answer).containsEntry("decision", "inconclusive");
    assertThat(codes(answer)).containsExactly("age-near-edge");
    Map<String, Object> known = ask(Form.of(PNG, PNG).text("source_age", "6"));
    assertThat(known).containsEntry("decision", "same");
    Map<String, Object> infant = ask(Form.of(PNG, PNG).text("source_age", "3"));
    assertThat(infant)
        .containsEntry("decision", "rejected")
        .containsEntry("similarity", Optional.empty());
    assertThat(codes(infant)).containsExactly("age-rule");
  }

  @Test
  void aChildAgainstASeniorIsInconclusive() {
    Map<String, Object> answer =
        ask(Form.of(PNG, PNG).text("source_age", "8").text("target_age", "70"));
    assertThat(answer).containsEntry("decision", "inconclusive");
    assertThat(codes(answer)).containsExactly("child-senior");
  }

  @Test
  void agesThatDoNotFitTheDatesAreInconclusive() {
    Form form =
        Form.of(PNG, PNG)
            .text("source_age", "20")
            .text("target_age", "25")
            .text("source_date", "1980-01-01")
            .text("target_date", "2020-01-01");
    assertThat(codes(ask(form))).containsExactly("ages-against-dates");
    Form fits =
        Form.of(PNG, PNG)
            .text("source_age", "20")
            .text("target_age", "60")
            .text("source_date", "1980-01-01")
            .text("target_date", "2020-01-01");
    assertThat(ask(fits)).containsEntry("decision", "same");
  }

  @Test
  void aFaceThatIsTooSmallBlurredOrTurnedIsInconclusive() {
    FaceQuality poor = new FaceQuality(0.01, 9, 0.9, OptionalDouble.of(0.05), 0.1);
    provider.find =
        _ ->
            provider.asked.get() % 2 == 0
                ? new PhotoFaces(640, 480, List.of(face(0, 30, poor)))
                : faces(1, 30);
    Map<String, Object> answer = ask(Form.of(PNG, PNG));
    assertThat(codes(answer)).containsExactly("too-small", "blurred", "turned");
    assertThat(((List<?>) answer.get("reasons")))
        .allSatisfy(r -> assertThat(((Map<?, ?>) r).get("photo")).isEqualTo(BigDecimal.TWO));
  }

  @Test
  void theLargestFaceIsChosenWhenItIsAskedFor() {
    provider.find = _ -> faces(3, 30);
    assertThat(studio.post("/api/v1/compare", Form.of(PNG, PNG)).statusCode()).isEqualTo(422);
    Map<String, Object> answer = ask(Form.of(PNG, PNG).text("select", "largest"));
    List<?> photos = (List<?>) answer.get("photos");
    assertThat(((Map<?, ?>) photos.getFirst()).get("chosen")).isEqualTo(BigDecimal.TWO);
  }

  @Test
  void aPhotoThatIsCutOffIsRefusedAndSaysWhichOne() {
    for (int number = 1; number <= 2; number++) {
      int cut = number;
      provider.asked.set(0);
      provider.find =
          _ -> new PhotoFaces(640, 480, List.of(face(0, 30)), 0, provider.asked.get() == cut);
      for (String path : new String[] {"/api/v1/compare", "/compare-faces"}) {
        provider.asked.set(0);
        var answer = studio.post(path, Form.of(PNG, PNG));
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(answer.body()).as(path).contains("photo " + cut + " is cut off or damaged");
      }
    }
  }

  @Test
  void wrongFieldsAreRefusedByName() {
    for (String[] field :
        new String[][] {
          {"select", "both"}, {"source_age", "-1"}, {"target_age", "131"}, {"source_date", "soon"}
        }) {
      var answer = studio.post("/api/v1/compare", Form.of(PNG, PNG).text(field[0], field[1]));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(TestStudio.json(answer).get("detail").toString()).contains(field[0]);
    }
    assertThat(provider.asked).hasValue(0);
  }
}
