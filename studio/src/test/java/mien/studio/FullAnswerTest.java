package mien.studio;

import static mien.studio.ScriptedProvider.errors;
import static mien.studio.ScriptedProvider.face;
import static mien.studio.ScriptedProvider.faces;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mien.core.compare.ErrorRate;
import mien.core.compare.MeasuredRate;
import mien.core.compare.ScoreErrors;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.core.photo.PhotoIntegrity;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.FaceQuality;
import mien.studio.compare.Bystanders;
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
    provider.errors = errors(new MeasuredRate.AtLeast(0.18, 0.01, "a set"));
    assertThat(ask(Form.of(PNG, PNG)))
        .containsEntry("false_match_rate", Optional.empty())
        .containsEntry(
            "false_match_rate_unknown",
            "The score is below 0.18, the lowest that was measured; the rate there was 0.010.");
    provider.errors = errors(new MeasuredRate.NotMeasured());
    assertThat(ask(Form.of(PNG, PNG)))
        .containsEntry("false_match_rate", Optional.empty())
        .hasEntrySatisfying(
            "false_match_rate_unknown", why -> assertThat(why.toString()).contains("recognizer"));
  }

  @Test
  void theKeyFigureIsTheErrorThatMattersForTheVerdict() {
    assertThat(ask(Form.of(PNG, PNG)))
        .containsEntry("key_figure", "About 1 in 1,000 pairs of different people score this high.")
        .containsEntry("strangers", List.of())
        .containsEntry("worst_group", Optional.empty());
    provider.score = 0.1;
    Map<String, Object> different = ask(Form.of(PNG, PNG));
    assertThat(different)
        .containsEntry("key_figure", "About 1 in 50 pairs of photos of one person score this low.");
    assertThat(different.get("false_non_match_rate").toString()).contains("calibration=pairs");
  }

  @Test
  void everySetOfStrangersAndTheWorstGroupAreInTheAnswer() {
    ErrorRate lfw = new ErrorRate(1e-5, 0, 2e-5, 100_000, "LFW");
    ErrorRate women = new ErrorRate(3e-3, 0, 9e-3, 1000, "90 women");
    provider.errors =
        new ScoreErrors(
            new MeasuredRate.Known(lfw),
            List.of(lfw),
            Optional.of(new ScoreErrors.GroupRate("women", women)),
            new MeasuredRate.NotMeasured());
    Map<String, Object> answer = ask(Form.of(PNG, PNG));
    assertThat((List<?>) answer.get("strangers")).hasSize(1);
    assertThat(((Map<?, ?>) answer.get("worst_group")).get("group")).isEqualTo("women");
    assertThat(answer)
        .containsEntry("false_non_match_rate", Optional.empty())
        .containsEntry(
            "key_figure", "Fewer than 1 in 50,000 pairs of different people score this high.");
  }

  /**
   * Known or estimated, on either side: alike says nothing where children are mistaken so often.
   */
  @Test
  void aChildIsNotVouchedForByARecognizerThatTakesChildrenForOneAnother() {
    provider.children = new MeasuredRate.AtLeast(0.35, 0.49, "children");
    Map<String, Object> child = ask(Form.of(PNG, PNG).text("target_age", "12"));
    assertThat(child).containsEntry("decision", "inconclusive");
    assertThat(codes(child)).containsExactly("child");
    assertThat(child.get("reasons").toString()).contains("49 in 100 pairs of different children");
    provider.find = _ -> faces(1, 9);
    assertThat(codes(ask(Form.of(PNG, PNG)))).containsExactly("child");
    assertThat(TestStudio.json(studio.post("/compare-faces", Form.of(PNG, PNG))))
        .as("the contract has no such answer, so it stands beside")
        .containsEntry("result", "same_person")
        .hasEntrySatisfying("warning", w -> assertThat(w.toString()).contains("under 13"));
    provider.score = 0.1;
    assertThat(ask(Form.of(PNG, PNG))).as("different stays").containsEntry("decision", "different");
    provider.score = 0.6;
    provider.children = new MeasuredRate.NotMeasured();
    assertThat(ask(Form.of(PNG, PNG))).as("unknown stays").containsEntry("decision", "same");
  }

  @Test
  void theFaceThatIsMeantIsTakenByIndexOrByAPoint() {
    provider.find = _ -> faces(3, 30);
    Map<String, Object> answer =
        ask(Form.of(PNG, PNG).text("face1", "1").text("face2", "395.5,60"));
    assertThat(answer).containsEntry("decision", "same").containsEntry("warning", Optional.empty());
    assertThat(chosen(answer)).containsExactly(BigDecimal.ONE, BigDecimal.TWO);
    for (String wrong : new String[] {"3", "0.5,0.5"}) {
      var refused = studio.post("/api/v1/compare", Form.of(PNG, PNG).text("face1", wrong));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("compare.no-such-face", "photo 1, which shows 3 faces");
    }
    assertThat(studio.post("/api/v1/compare", Form.of(PNG, PNG).text("face1", "1")).body())
        .contains("\"code\":\"face.several\",\"photo\":2,\"width\":640", "\"index\":2");
  }

  @Test
  void smallFacesAtTheEdgeAreLeftAsideWhereTheSettingsSaySo() {
    AnalyzedFace small =
        new AnalyzedFace(
            new Detection(new Box(600, 400, 630, 440), 0.8, Optional.empty()),
            face(0, 30).quality(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);
    provider.find = _ -> new PhotoFaces(640, 480, List.of(face(0, 30), small));
    assertThat(studio.post("/api/v1/compare", Form.of(PNG, PNG)).statusCode()).isEqualTo(422);
    try (TestStudio lenient = TestStudio.over(provider, Bystanders.IGNORE)) {
      Map<String, Object> answer =
          TestStudio.json(lenient.post("/api/v1/compare", Form.of(PNG, PNG)));
      assertThat(answer).containsEntry("decision", "same");
      assertThat(answer.get("warning").toString())
          .contains("1 small face at the edge of photo 1 was left aside.");
      provider.find = _ -> faces(2, 30);
      assertThat(lenient.post("/compare-faces", Form.of(PNG, PNG)).statusCode()).isEqualTo(422);
    }
  }

  @Test
  void ofAllPairsItIsSaidWhichFacesWereNotCompared() {
    provider.find =
        _ -> new PhotoFaces(640, 480, faces(1, 30).faces(), 81, new PhotoIntegrity.Whole());
    Map<String, Object> answer = ask(Form.of(PNG, PNG).text("select", "all"));
    assertThat(answer.get("warning").toString())
        .isEqualTo(
            "81 more faces in photo 1 were not compared. 81 more faces in photo 2 were not"
                + " compared.");
    assertThat(((Map<?, ?>) ((List<?>) answer.get("photos")).getFirst()).get("faces_left_out"))
        .isEqualTo(BigDecimal.valueOf(81));
  }

  private static List<Object> chosen(Map<String, Object> answer) {
    return ((List<?>) answer.get("photos"))
        .stream().<Object>map(photo -> ((Map<?, ?>) photo).get("chosen")).toList();
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
          _ ->
              new PhotoFaces(
                  640,
                  480,
                  List.of(face(0, 30)),
                  0,
                  PhotoIntegrity.of(provider.asked.get() != cut));
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
          {"select", "both"},
          {"face1", "-1"},
          {"face2", "1;2"},
          {"source_age", "-1"},
          {"target_age", "131"},
          {"source_date", "soon"}
        }) {
      var answer = studio.post("/api/v1/compare", Form.of(PNG, PNG).text(field[0], field[1]));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(TestStudio.json(answer).get("detail").toString()).contains(field[0]);
    }
    assertThat(provider.asked).hasValue(0);
  }
}
