package mien.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {

  private static final List<String> MODELS =
      List.of("yunet_2023mar", "yunet_2026may", "yunet_n_dynamic", "yunet_s", "fr_eye", "ocec_m");

  @Test
  void aSlipIsFoundAndAnythingElseIsNot() {
    List<String> words = List.of("threads", "providers", "align", "require-provider", "eyes");
    assertThat(NearestWord.of("thraeds", words)).contains("threads");
    assertThat(NearestWord.of("provider", words)).contains("providers");
    assertThat(NearestWord.of("alighn", words)).contains("align");
    assertThat(NearestWord.of("ALIGN", words)).contains("align");
    assertThat(NearestWord.of("colour", words)).isEmpty();
    assertThat(NearestWord.of("abc", MODELS)).isEmpty();
  }

  @Test
  void aWordOfTwoLettersIsNearNothing() {
    assertThat(NearestWord.of("-x", List.of("-h", "-V"))).isEmpty();
    assertThat(NearestWord.all("fr", MODELS)).isEmpty();
    assertThat(NearestWord.all("", MODELS)).isEmpty();
  }

  @Test
  void aBeginningFindsThreeNamesAtMost() {
    assertThat(NearestWord.all("yunet", MODELS))
        .containsExactly("yunet_2023mar", "yunet_2026may", "yunet_n_dynamic");
    assertThat(NearestWord.all("yunet_2023max", MODELS)).containsExactly("yunet_2023mar");
  }

  @Test
  void theQuestionNamesThemOrIsEmpty() {
    assertThat(NearestWord.question("fases", List.of("faces", "models")))
        .isEqualTo(" Did you mean 'faces'?");
    assertThat(NearestWord.question("yunet_202", MODELS))
        .isEqualTo(" Did you mean 'yunet_2023mar', 'yunet_2026may'?");
    assertThat(NearestWord.question("zebra", MODELS)).isEmpty();
  }

  @Test
  void editsAreTheFewestChanges() {
    assertThat(NearestWord.edits("ab", "ba")).isEqualTo(1);
    assertThat(NearestWord.edits("", "abc")).isEqualTo(3);
    assertThat(NearestWord.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestWord.edits("scrfd", "scrfd")).isZero();
  }
}
