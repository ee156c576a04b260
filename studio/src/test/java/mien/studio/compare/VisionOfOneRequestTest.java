package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mien.studio.LogLines;
import org.junit.jupiter.api.Test;

/** What the questions of one request share when the service outside fails. */
class VisionOfOneRequestTest {

  private static final SeenFace GREEN = DrawnFace.of(Color.GREEN);
  private static final SeenFace BLUE = DrawnFace.of(Color.BLUE);

  /** A request waits for a silent service once, whatever it has to ask; each failure is a line. */
  @Test
  void theQuestionsOfOneRequestWaitOnce() throws IOException {
    try (VisionServer server = new VisionServer();
        LogLines log = new LogLines();
        OpenAiRig rig = new OpenAiRig(manyTries(OpenAiRig.hasty(server.base())))) {
      server.add(server.silence());
      for (int request = 1; request <= 2; request++) {
        FaceProvider asked = rig.provider.forRequest();
        for (Opinion<?> opinion :
            List.of(asked.age(GREEN), asked.age(BLUE), asked.compare(GREEN, BLUE))) {
          assertThat(opinion.provider()).isEqualTo("local");
          assertThat(opinion.photoLeftMachine()).isTrue();
          assertThat(opinion.warning()).get().asString().contains("in time");
        }
        assertThat(server.received).hasSize(request);
        assertThat(log.warnings()).hasSize(request);
        assertThat(log.warnings().getLast())
            .contains("the vision service failed: it did not answer in time")
            .doesNotContain(OpenAiRig.KEY);
      }
    }
  }

  private static VisionSettings manyTries(VisionSettings hasty) {
    return new VisionSettings(
        hasty.base(),
        hasty.model(),
        hasty.key(),
        hasty.connect(),
        Duration.ofSeconds(2),
        hasty.deadline(),
        3,
        hasty.fallback(),
        hasty.threshold());
  }

  /** A picture that the service will not judge says nothing of the next question. */
  @Test
  void afterARefusalTheRestIsAskedStill() throws IOException {
    try (VisionServer server =
            new VisionServer(
                VisionServer.body(
                    VisionServer.completion("no")
                        .replace("\"refusal\":null", "\"refusal\":\"I will not\"")),
                VisionServer.says("{\"similarity\":0.9}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      FaceProvider asked = rig.provider.forRequest();
      assertThat(asked.age(GREEN).provider()).isEqualTo("local");
      assertThat(asked.compare(GREEN, BLUE).provider()).isEqualTo("openai");
    }
  }
}
