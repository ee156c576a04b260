package mien.studio.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import mien.core.MienException;
import mien.core.compare.AgeEstimate;
import mien.core.compare.ScoreErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real HTTP server on loopback that behaves well, slowly, wrongly, and not at all. */
class OpenAiFaceProviderTest {

  private static final SeenFace GREEN = DrawnFace.of(Color.GREEN);
  private static final SeenFace BLUE = DrawnFace.of(Color.BLUE);

  @Test
  void anAgeIsTheServicesAndSaysThatAPhotoLeft() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.says("{\"age\": 34}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<AgeEstimate> age = rig.provider.age(GREEN);
      assertThat(age.value().wholeYears()).isEqualTo(34);
      assertThat(age.value().uncertaintyYears()).isPositive();
      assertThat(age.provider()).isEqualTo("openai");
      assertThat(age.photoLeftMachine()).isTrue();
      assertThat(age.sentTo()).get().asString().contains("sent to 127.0.0.1");
      assertThat(age.warning()).isEmpty();
      assertThat(server.received).hasSize(1);
      assertThat(rig.provider.name()).isEqualTo("openai");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"age\":34}\n```",
        "```\n{\"age\":34}\n```\n",
        " ```json{\"age\":34}``` ",
        "\n{\"age\":34}\n"
      })
  void aFenceRoundTheAnswerIsTakenOff(String content) throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.says(content));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).value().wholeYears()).isEqualTo(34);
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void aSimilarityIsAJudgmentOnAScaleOfItsOwn() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.says("{\"similarity\":0.83}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<Likeness> likeness = rig.provider.compare(GREEN, BLUE);
      assertThat(likeness.value().score()).isEqualTo(0.83);
      assertThat(likeness.value().synthetic()).isTrue();
      assertThat(likeness.value().threshold()).isEqualTo(0.5);
      assertThat(likeness.value().errors()).isEqualTo(ScoreErrors.UNKNOWN);
      assertThat(likeness.photoLeftMachine()).isTrue();
    }
  }

  @Test
  void findingFacesAsksNobody() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.says("{\"age\":1}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.find(GREEN.photo()).width()).isEqualTo(640);
      assertThat(rig.provider.loaded()).isTrue();
      assertThat(server.received).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "34",
        "[34]",
        "{}",
        "{\"age\":\"34\"}",
        "{\"age\":34.5}",
        "{\"age\":-1}",
        "{\"age\":121}",
        "{\"age\":null}",
        "{\"years\":34}",
        "{\"age\":34,\"sure\":true}",
        "{\"age\":34,\"age\":35}",
        "{\"age\":34} and more",
        "{\"age\":34}{\"age\":34}",
        "```json\n{\"age\":34}",
        "```json\n{\"age\":34}\n``` and more",
        "```",
        "``````",
        "```python\n{\"age\":34}\n```",
        "About 34 years.",
        "",
        "{\"age\":34",
        "{\"age\":1e999}",
        "{\"similarity\":0.5}"
      })
  void aTextThatIsNotTheOneNumberIsAskedForOnceMoreAndThenNotTaken(String content)
      throws IOException {
    nonsense(VisionServer.completion(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":{}}",
        "{\"choices\":[",
        "{\"choices\":[{\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null}}]}",
        "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"{\\\"age\\\":3}\"}}]}",
        "{\"choices\":[{\"message\":{\"content\":\"{\\\"age\\\":3}\"}}]}",
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"age\\\":3}\"}},"
            + "{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"age\\\":4}\"}}]}",
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"age\\\":3}\"}}]}"
            + "{}"
      })
  void anAnswerThatIsNoCompletionIsAskedForOnceMoreAndThenNotTaken(String body) throws IOException {
    nonsense(body);
  }

  @Test
  void anAnswerThatIsMeantToBreakTheReaderIsNonsense() throws IOException {
    nonsense("[".repeat(5000));
    nonsense(VisionServer.completion("{\"age\":" + "[".repeat(5000) + "}"));
    nonsense(VisionServer.completion("{\"age\":" + "9".repeat(5000) + "}"));
    nonsense(VisionServer.completion("{\"age\":1e2147483647}"));
    nonsense(VisionServer.completion("{\"age\":1e99999999999}"));
    nonsense(VisionServer.completion("{\"age\":0." + "0".repeat(5000) + "}"));
  }

  private static void nonsense(String body) throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.body(body));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<AgeEstimate> age = rig.provider.age(GREEN);
      assertThat(age.value().years()).isEqualTo(LocalStandIn.YEARS);
      assertThat(age.provider()).isEqualTo("local");
      assertThat(age.photoLeftMachine()).isTrue();
      assertThat(age.warning()).get().asString().contains("this machine answered instead");
      assertThat(server.received).hasSize(2);
    }
  }

  @Test
  void nonsenseOnceIsForgiven() throws IOException {
    try (VisionServer server =
            new VisionServer(VisionServer.says("Hm."), VisionServer.says("{\"age\":9}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).value().years()).isEqualTo(9);
      assertThat(server.received).hasSize(2);
    }
  }

  @Test
  void aServiceThatDeclinesIsNotAskedAgain() throws IOException {
    String refusal =
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
            + "{\"content\":null,\"refusal\":\"I can't help with that.\"}}]}";
    try (VisionServer server = new VisionServer(VisionServer.body(refusal));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<Likeness> ours = rig.provider.compare(GREEN, BLUE);
      assertThat(ours.value().score()).isEqualTo(LocalStandIn.SCORE);
      assertThat(ours.value().synthetic()).isFalse();
      assertThat(ours.warning()).get().asString().contains("declines");
      assertThat(server.received).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void aRefusalIsNotRepeated(int status) throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.status(status, "{\"error\":{}}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<AgeEstimate> age = rig.provider.age(GREEN);
      assertThat(age.provider()).isEqualTo("local");
      assertThat(age.warning()).get().asString().contains("" + status);
      assertThat(server.received).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void aBusyServiceIsAskedAsOftenAsSetWithLongerPauses(int status) throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.status(status, ""));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).provider()).isEqualTo("local");
      assertThat(server.received).hasSize(3);
      assertThat(rig.pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void retryAfterIsHonoredInSecondsAndAsADate() throws IOException {
    String past =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC));
    try (VisionServer server =
            new VisionServer(
                VisionServer.status(429, "", "Retry-After", "2"),
                VisionServer.status(503, "", "Retry-After", past),
                VisionServer.says("{\"age\":20}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).value().years()).isEqualTo(20);
      assertThat(rig.pauses).containsExactly(Duration.ofSeconds(2), Duration.ZERO);
    }
  }

  @Test
  void aRetryAfterPastTheDeadlineIsNotWaitedFor() throws IOException {
    try (VisionServer server =
            new VisionServer(VisionServer.status(429, "", "Retry-After", "3600"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).provider()).isEqualTo("local");
      assertThat(rig.pauses).isEmpty();
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.floods());
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      Opinion<AgeEstimate> age = rig.provider.age(GREEN);
      assertThat(age.provider()).isEqualTo("local");
      assertThat(age.warning()).get().asString().contains("longer than 65536 bytes");
    }
  }

  @Test
  void aConnectionThatClosesMidwayIsAFault() throws IOException {
    try (VisionServer server =
            new VisionServer(VisionServer.hangsUp(), VisionServer.says("{\"age\":50}"));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).value().years()).isEqualTo(50);
      assertThat(server.received).hasSize(2);
    }
  }

  @Test
  void aSilentServiceAndOneThatStopsMidwayAreLeft() throws IOException {
    try (VisionServer server = new VisionServer();
        OpenAiRig rig = new OpenAiRig(OpenAiRig.hasty(server.base()))) {
      server.add(server.silence());
      server.add(server.half());
      for (int i = 0; i < 2; i++) {
        Opinion<AgeEstimate> age = rig.provider.age(GREEN);
        assertThat(age.provider()).isEqualTo("local");
        assertThat(age.photoLeftMachine()).isTrue();
        assertThat(age.warning()).get().asString().contains("in time", "may have been sent");
      }
      assertThat(server.received).hasSize(2);
    }
  }

  @Test
  void whereNobodyListensNothingLeft() throws IOException {
    try (OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(closedPort()))) {
      Opinion<AgeEstimate> age = rig.provider.age(GREEN);
      assertThat(age.value().years()).isEqualTo(LocalStandIn.YEARS);
      assertThat(age.photoLeftMachine()).isFalse();
      assertThat(age.warning()).get().asString().contains("it refused the connection");
      assertThat(rig.pauses).hasSize(2);
    }
  }

  @Test
  void withoutFallbackAFaultIsTheServicesAndHoldsNoKey() throws IOException {
    try (OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(closedPort()).withoutFallback())) {
      MienException fault =
          catchThrowableOfType(MienException.class, () -> rig.provider.compare(GREEN, BLUE));
      assertThat(fault.code()).isEqualTo("provider.external");
      assertThat(fault).hasMessageContaining("it refused the connection");
      assertThat(fault.toString() + fault.getCause()).doesNotContain(OpenAiRig.KEY);
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (VisionServer elsewhere = new VisionServer(VisionServer.says("{\"age\":1}"));
        VisionServer server =
            new VisionServer(
                VisionServer.status(307, "", "Location", elsewhere.base().toString()));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      assertThat(rig.provider.age(GREEN).provider()).isEqualTo("local");
      assertThat(elsewhere.received).isEmpty();
    }
  }

  @Test
  void aServiceThatKeepsFailingIsLeftAloneAndTriedAgainLater() throws IOException {
    try (VisionServer server = new VisionServer(VisionServer.status(401, ""));
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      for (int i = 0; i < 8; i++) {
        rig.provider.age(GREEN);
      }
      assertThat(server.received).hasSize(5);
      Opinion<AgeEstimate> alone = rig.provider.age(GREEN);
      assertThat(alone.photoLeftMachine()).isFalse();
      assertThat(alone.warning()).get().asString().contains("left alone");
      server.add(VisionServer.says("{\"age\":40}"));
      rig.nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
      rig.provider.age(GREEN);
      rig.provider.age(GREEN);
      assertThat(server.received).hasSize(6);
      rig.nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
      assertThat(rig.provider.age(GREEN).value().years()).isEqualTo(40);
      assertThat(rig.provider.age(GREEN).value().years()).isEqualTo(40);
      assertThat(server.received).hasSize(8);
    }
  }

  @Test
  void whoGoesAwayCancels() throws IOException {
    try (VisionServer server = new VisionServer();
        OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(server.base()))) {
      server.add(server.silence());
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> rig.provider.age(GREEN))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("busy.cancelled"));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingClosesTheLocalProviderToo() {
    OpenAiRig rig = new OpenAiRig(OpenAiRig.patient(URI.create("http://127.0.0.1:9/v1")));
    rig.close();
    assertThat(rig.local.closed).isTrue();
    assertThat(List.of(rig.provider.loaded())).containsExactly(false);
  }

  private static URI closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }
  }
}
