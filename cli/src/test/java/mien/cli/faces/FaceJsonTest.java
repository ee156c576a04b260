package mien.cli.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import mien.cli.testing.SyntheticFaces;
import mien.core.MienException;
import mien.core.face.Box;
import mien.core.face.HeadPose;
import mien.core.photo.PhotoFault;
import mien.core.photo.PhotoIntegrity;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;
import mien.engine.assess.EyeOpen;
import mien.engine.assess.EyesOpen;
import mien.engine.assess.Gender;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class FaceJsonTest {

  private static final AnalyzedFace FACE =
      SyntheticFaces.full(
          new Box(10.126, 20, 110.004, 145.5),
          new HeadPose(3.25, -12.71, -0.04),
          34.45,
          Gender.MALE);

  @Test
  void aFaceHasTheKeysOfTheContractInTheirOrder() {
    String line = FaceJson.photo("a.jpg", new PhotoFaces(640, 480, List.of(FACE)));
    assertThat(keys(line))
        .containsExactly(
            "photo",
            "width",
            "height",
            "faces_left_out",
            "faces",
            "box",
            "score",
            "landmarks5",
            "landmarks68",
            "pose",
            "pitch",
            "yaw",
            "roll",
            "age",
            "gender",
            "eyes_open",
            "live",
            "quality",
            "embedding_model",
            "embedding");
    assertThat(line).doesNotContain("\n");
  }

  @Test
  void onlyAPhotoThatIsCutOffIsIncomplete() {
    assertThat(
            FaceJson.photo(
                "a.jpg", new PhotoFaces(640, 480, List.of(), 0, new PhotoIntegrity.Damaged())))
        .contains("\"incomplete\":true");
    assertThat(FaceJson.photo("a.jpg", new PhotoFaces(640, 480, List.of())))
        .doesNotContain("incomplete");
  }

  @Test
  void numbersAreRoundedToWhatTheyMean() {
    String line = FaceJson.photo("a.jpg", new PhotoFaces(640, 480, List.of(FACE)));
    assertThat(line)
        .startsWith(
            "{\"photo\":\"a.jpg\",\"width\":640,\"height\":480,\"faces_left_out\":0,\"faces\":[{"
                + "\"box\":[10.13,20,110,145.5],\"score\":0.9346,\"landmarks5\":[[")
        .contains("\"pose\":{\"pitch\":3.3,\"yaw\":-12.7,\"roll\":0}")
        .contains("\"age\":34.5,\"gender\":\"male\"")
        .contains("\"eyes_open\":0.97,\"live\":0.9877,\"quality\":0.7123")
        .endsWith("\"embedding_model\":\"synthetic_4\",\"embedding\":[0.6,0.0,0.8,0.0]}]}");
  }

  @Test
  void thereAreFivePointsOfTwoAndSixtyEightOfThreeNumbers() {
    String line = FaceJson.photo("a.jpg", new PhotoFaces(640, 480, List.of(FACE)));
    assertThat(arrayLengths(line, "landmarks5")).hasSize(5).containsOnly(2);
    assertThat(arrayLengths(line, "landmarks68")).hasSize(68).containsOnly(3);
  }

  @Test
  void whatIsNotKnownIsNullAndNeverLeftOut() {
    String line =
        FaceJson.photo(
            "b.png", new PhotoFaces(9, 8, List.of(SyntheticFaces.bare(new Box(-2, 0, 5, 7)))));
    assertThat(line)
        .isEqualTo(
            "{\"photo\":\"b.png\",\"width\":9,\"height\":8,\"faces_left_out\":0,\"faces\":[{\"box\":[-2,0,5,7],"
                + "\"score\":0.5,\"landmarks5\":null,\"landmarks68\":null,\"pose\":null,"
                + "\"age\":null,\"gender\":null,\"eyes_open\":null,\"live\":null,\"quality\":0}]}");
  }

  @Test
  void eyesThatCannotBeJudgedAreNull() {
    EyesOpen eyes =
        new EyesOpen(
            new EyeOpen.Unknown(EyeOpen.Reason.TURNED), new EyeOpen.Unknown(EyeOpen.Reason.TURNED));
    AnalyzedFace face =
        new AnalyzedFace(
            FACE.detection(),
            FACE.quality(),
            FACE.head(),
            FACE.ageGender(),
            Optional.of(eyes),
            FACE.live(),
            Optional.empty(),
            0);
    assertThat(FaceJson.photo("a", new PhotoFaces(1, 1, List.of(face))))
        .contains("\"eyes_open\":null");
  }

  @Test
  void aRefusalHasItsCodeAndSentenceAndAnyNameIsEscaped() {
    assertThat(
            FaceJson.refusal(
                "ö \"quoted\"\n.jpg",
                new MienException(PhotoFault.DAMAGED, "The photo is damaged.")))
        .isEqualTo(
            "{\"photo\":\"ö \\\"quoted\\\"\\n.jpg\",\"error\":{\"code\":\"photo.damaged\","
                + "\"message\":\"The photo is damaged.\"}}");
  }

  private static List<String> keys(String line) {
    List<String> keys = new java.util.ArrayList<>();
    try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          keys.add(in.currentName());
        }
      }
    }
    return keys;
  }

  /** How many numbers each inner array of an array of arrays has. */
  private static List<Integer> arrayLengths(String line, String key) {
    List<Integer> lengths = new java.util.ArrayList<>();
    try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
      JsonToken token = in.nextToken();
      while (!(token == JsonToken.PROPERTY_NAME && in.currentName().equals(key))) {
        token = in.nextToken();
      }
      in.nextToken();
      while (in.nextToken() == JsonToken.START_ARRAY) {
        int length = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
          length++;
        }
        lengths.add(length);
      }
    }
    return lengths;
  }
}
