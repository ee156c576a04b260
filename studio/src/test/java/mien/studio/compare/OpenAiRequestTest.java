package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import mien.engine.image.Photo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoLimits;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Exactly what leaves the machine, as the service received it. */
class OpenAiRequestTest {

  private static final String PICTURE = "data:image/jpeg;base64,";

  @Test
  void anAgeQuestionHoldsOneCropAndNothingElse() throws IOException {
    VisionServer.Received sent = sent(VisionQuestion.AGE);
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.path()).isEqualTo("/v1/chat/completions");
    Map<String, String> members = flat(sent.body());
    assertThat(members.remove("messages.0.content")).startsWith("You estimate");
    assertThat(members.remove("messages.1.content.0.text")).contains("0 to 120");
    assertCrop(members.remove("messages.1.content.1.image_url.url"), Color.GREEN);
    assertThat(members)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("model", "gpt-4.1-mini"),
                Map.entry("temperature", "0"),
                Map.entry("max_tokens", "100"),
                Map.entry("messages.0.role", "system"),
                Map.entry("messages.1.role", "user"),
                Map.entry("messages.1.content.0.type", "text"),
                Map.entry("messages.1.content.1.type", "image_url"),
                Map.entry("response_format.type", "json_schema"),
                Map.entry("response_format.json_schema.name", "age"),
                Map.entry("response_format.json_schema.strict", "true"),
                Map.entry("response_format.json_schema.schema.type", "object"),
                Map.entry("response_format.json_schema.schema.properties.age.type", "integer"),
                Map.entry("response_format.json_schema.schema.required.0", "age"),
                Map.entry("response_format.json_schema.schema.additionalProperties", "false")));
  }

  @Test
  void aSimilarityQuestionHoldsBothCropsInOrder() throws IOException {
    Map<String, String> members = flat(sent(VisionQuestion.SIMILARITY).body());
    assertCrop(members.get("messages.1.content.1.image_url.url"), Color.GREEN);
    assertCrop(members.get("messages.1.content.2.image_url.url"), Color.BLUE);
    assertThat(members)
        .doesNotContainKey("messages.1.content.3.type")
        .containsEntry("response_format.json_schema.schema.properties.similarity.type", "number");
  }

  @Test
  void theHeadersSayWhoAsksAndNothingMore() throws IOException {
    VisionServer.Received sent = sent(VisionQuestion.AGE);
    TreeSet<String> names = new TreeSet<>();
    sent.headers().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    assertThat(names)
        .isSubsetOf(
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "user-agent");
    assertThat(sent.headers().get("Authorization")).containsExactly("Bearer " + OpenAiRig.KEY);
    assertThat(sent.headers().get("User-Agent")).containsExactly("mien");
  }

  @Test
  void theWholePhotoAndItsMetadataStayHere() throws IOException {
    for (VisionQuestion question : VisionQuestion.values()) {
      VisionServer.Received sent = sent(question);
      assertThat(sent.text()).doesNotContain(OpenAiRig.KEY, DrawnFace.SECRET);
      String whole = Base64.getEncoder().encodeToString(DrawnFace.of(Color.GREEN).photo());
      assertThat(sent.text()).doesNotContain(whole.substring(0, 64));
    }
  }

  /** The crop is 160 x 160 of the rectangle's color: none of the red ground round it. */
  private static void assertCrop(String url, Color color) {
    assertThat(url).startsWith(PICTURE);
    byte[] file = Base64.getDecoder().decode(url.substring(PICTURE.length()));
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", DrawnFace.SECRET, ".jpg");
    Photo crop = new PhotoDecoder(PhotoLimits.DEFAULT).decode(file, Integer.MAX_VALUE);
    assertThat(crop.width()).isEqualTo(160);
    assertThat(crop.height()).isEqualTo(160);
    for (int i = 0; i < 160; i++) {
      for (int[] at : new int[][] {{i, 0}, {i, 159}, {0, i}, {159, i}, {i, i}}) {
        assertThat(crop.red(at[0], at[1])).isLessThan(16);
        assertThat(crop.green(at[0], at[1])).isCloseTo(color.getGreen(), within());
        assertThat(crop.blue(at[0], at[1])).isCloseTo(color.getBlue(), within());
      }
    }
  }

  /** Two rounds of JPEG move a flat color by a few steps. */
  private static org.assertj.core.data.Offset<Integer> within() {
    return org.assertj.core.data.Offset.offset(16);
  }

  private static VisionServer.Received sent(VisionQuestion question) throws IOException {
    try (VisionServer server =
            new VisionServer(VisionServer.says("{\"" + question.field() + "\":1}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      SeenFace green = DrawnFace.of(Color.GREEN);
      String provider =
          switch (question) {
            case AGE -> rig.provider.age(green).provider();
            case SIMILARITY -> rig.provider.compare(green, DrawnFace.of(Color.BLUE)).provider();
          };
      assertThat(provider).isEqualTo("openai");
      assertThat(server.received).hasSize(1);
      return server.received.getFirst();
    }
  }

  /** Every value of a JSON text by its path; an array's elements by their number. */
  private static Map<String, String> flat(byte[] json) {
    Map<String, String> found = new LinkedHashMap<>();
    try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      in.nextToken();
      value(in, new ArrayList<>(), found);
      assertThat(in.nextToken()).isNull();
    }
    return found;
  }

  private static void value(JsonParser in, List<String> path, Map<String, String> found) {
    if (in.currentToken() == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        path.add(in.currentName());
        in.nextToken();
        value(in, path, found);
        path.removeLast();
      }
    } else if (in.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
        path.add("" + i);
        value(in, path, found);
        path.removeLast();
      }
    } else {
      found.put(String.join(".", path), in.getString());
    }
  }
}
