package mien.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeenFaceTest {

  @Test
  void the_same_face_is_the_one_that_overlaps_most() {
    List<SeenFace> ours = SeenFace.parse("2 0 0 10 10 0.9 1 0 100 100 120 120 0.8 0 1", 2);
    List<SeenFace> theirs =
        SeenFace.parse("2 100 100 120 121 0.7 0.6 0.8 300 300 310 310 0.6 1 0", 2);
    var matches = SeenFace.match(ours, theirs);
    assertThat(matches).hasSize(2);
    assertThat(matches.get(0))
        .hasValueSatisfying(
            match -> {
              assertThat(match.overlap()).isCloseTo(20.0 / 21, within(1e-9));
              assertThat(match.cosine()).isCloseTo(0.8, within(1e-9));
            });
    assertThat(matches.get(1)).isEmpty();
    assertThat(SeenFace.parse("0", 2)).isEmpty();
  }

  @Test
  void a_line_of_another_length_is_refused() {
    assertThatThrownBy(() -> SeenFace.parse("1 0 0 1 1 0.5", 2))
        .hasMessageContaining("1 faces of 7 numbers");
  }
}
