package mien.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import mien.core.MienException;
import org.junit.jupiter.api.Test;

/** A record is written, described and read by one rule. */
class RecordJsonTest {

  enum Color {
    DARK_RED,
    BLUE
  }

  enum Spoken {
    YES;

    String word() {
      return "yes-indeed";
    }
  }

  record Inner(@Member("Left to right.") double x, Optional<String> label) {}

  record Wide(int pixelWidth, @Member(leftOut = true) Optional<String> only) {}

  record All(
      String text,
      Color color,
      Spoken spoken,
      boolean isThere,
      long count,
      @Member(
              decimals = 2,
              within = {0, 1})
          double share,
      double exact,
      Instant at,
      Period term,
      OptionalInt age,
      Optional<Inner> inner,
      @Member(
              size = {2, 2},
              decimals = 1)
          List<List<Double>> points,
      float[] values,
      @Member(flat = true) Wide wide,
      @Member(name = "from") String since) {}

  private static final All VALUE =
      new All(
          "a",
          Color.DARK_RED,
          Spoken.YES,
          true,
          7,
          0.126,
          0.1 + 0.2,
          Instant.EPOCH,
          Period.ofYears(3),
          OptionalInt.empty(),
          Optional.of(new Inner(1, Optional.empty())),
          List.of(List.of(1.26, 2.0)),
          new float[] {0.1f},
          new Wide(3, Optional.empty()),
          "x");

  @Test
  void everyComponentIsAMemberInSnakeCase() {
    assertThat(Json.of(VALUE))
        .isEqualTo(
            "{\"text\":\"a\",\"color\":\"dark_red\",\"spoken\":\"yes-indeed\",\"is_there\":true,"
                + "\"count\":7,\"share\":0.13,\"exact\":0.30000000000000004,"
                + "\"at\":\"1970-01-01T00:00:00Z\",\"term\":\"P3Y\",\"age\":null,"
                + "\"inner\":{\"x\":1.0,\"label\":null},\"points\":[[1.3,2]],\"values\":[0.1],"
                + "\"pixel_width\":3,\"from\":\"x\"}");
  }

  @Test
  @SuppressWarnings("unchecked")
  void theSchemaHasTheSameMembersAndRequiresWhatIsAlwaysThere() {
    Map<String, Schema> named = new TreeMap<>();
    Schema.of(All.class).name(named);
    assertThat(named).containsKeys("All", "Inner").doesNotContainKey("Wide");
    Map<String, Object> schema =
        (Map<String, Object>) JsonText.read(Json.object(named.get("All")::write));
    Map<String, Object> written = (Map<String, Object>) JsonText.read(Json.of(VALUE));
    assertThat(schema).containsEntry("type", "object");
    assertThat((List<Object>) schema.get("required")).containsExactlyElementsOf(written.keySet());
    Map<String, Map<String, Object>> members =
        (Map<String, Map<String, Object>>) schema.get("properties");
    assertThat(members.keySet()).contains("only").containsAll(written.keySet());
    assertThat(members.get("color")).containsEntry("enum", List.of("dark_red", "blue"));
    assertThat(members.get("spoken")).containsEntry("enum", List.of("yes-indeed"));
    assertThat(members.get("age").toString()).contains("integer", "null");
    assertThat(members.get("share").get("maximum").toString()).isEqualTo("1");
  }

  sealed interface Choice {
    record One(int a) implements Choice {}

    record Two(int b) implements Choice {}
  }

  @Test
  void aSealedInterfaceIsAChoice() {
    assertThat(Json.object(Schema.of(Choice.class)::write))
        .isEqualTo(
            "{\"oneOf\":[{\"$ref\":\"#/components/schemas/One\"},"
                + "{\"$ref\":\"#/components/schemas/Two\"}]}");
  }

  @Test
  void aNameIsOneShape() {
    Map<String, Schema> named = new TreeMap<>();
    Schema.of(Choice.One.class).name(named);
    Schema.of(Choice.One.class).name(named);
    Schema other = Schema.fields().and("b", Schema.text("")).titled("One");
    assertThatThrownBy(() -> other.name(named)).hasMessageContaining("One");
  }

  record Asked(String name, OptionalInt age, Optional<Color> color, List<Double> numbers) {
    Asked {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("'name' must not be empty");
      }
    }
  }

  @Test
  void anObjectIsReadIntoARecord() {
    Asked asked =
        JsonText.read("{\"name\":\"n\",\"color\":\"blue\",\"numbers\":[1,2.5]}", Asked.class);
    assertThat(asked)
        .isEqualTo(new Asked("n", OptionalInt.empty(), Optional.of(Color.BLUE), List.of(1.0, 2.5)));
    assertThat(JsonText.read("{\"name\":\"n\",\"age\":3,\"numbers\":[]}", Asked.class).age())
        .hasValue(3);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheRuleAndWithoutTheValue() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "{\"numbers\":[]}", "'name' must be there",
                "{\"name\":7,\"numbers\":[]}", "'name' must be a text",
                "{\"name\":\"\",\"numbers\":[]}", "must not be empty",
                "{\"name\":\"n\",\"numbers\":[],\"secret\":1}", "not known: it takes name, age",
                "{\"name\":\"n\",\"numbers\":[],\"age\":1.5}", "'age' must be a whole number",
                "{\"name\":\"n\",\"numbers\":[],\"color\":\"secret\"}", "one of dark_red, blue",
                "{\"name\":\"n\",\"numbers\":\"secret\"}", "'numbers' must be a list",
                "[]", "an object")
            .entrySet()) {
      assertThatThrownBy(() -> JsonText.read(wrong.getKey(), Asked.class))
          .as(wrong.getKey())
          .isInstanceOf(MienException.class)
          .hasMessageContaining(wrong.getValue())
          .message()
          .doesNotContain("secret");
    }
  }
}
