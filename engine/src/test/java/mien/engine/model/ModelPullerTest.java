package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import mien.engine.model.PullOutcome.AlreadyThere;
import mien.engine.model.PullOutcome.Failed;
import mien.engine.model.PullOutcome.Pulled;
import org.junit.jupiter.api.Test;

/** One file from a server that behaves well or badly. */
class ModelPullerTest extends PullingRig {

  @Test
  void aGoodServerGivesTheFileAndNothingElseStays() throws Exception {
    server.good("/m.onnx", CONTENT);
    Recording listener = new Recording();

    Pulled pulled = (Pulled) pull(card("/m.onnx", CONTENT), listener);

    assertThat(pulled.file()).isEqualTo(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
    assertThat(pulled.movedAside()).isEmpty();
    assertThat(names()).containsExactlyInAnyOrder("m.onnx", ".pull.lock");
    assertThat(listener.last).isEqualTo(CONTENT.length);
    assertThat(listener.total).isEqualTo(CONTENT.length);
    assertThat(listener.asked).isEmpty();
  }

  @Test
  void aGoodFileIsLeftAloneWithoutAskingAnybody() throws Exception {
    Files.createDirectories(into);
    Files.write(into.resolve("m.onnx"), CONTENT);

    assertThat(pull(card("/m.onnx", CONTENT))).isInstanceOf(AlreadyThere.class);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aWrongFileOfTheSameNameIsMovedAsideNotDeleted() throws Exception {
    Files.createDirectories(into);
    Files.writeString(into.resolve("m.onnx"), "the user's own");
    server.good("/m.onnx", CONTENT);

    Pulled pulled = (Pulled) pull(card("/m.onnx", CONTENT));

    assertThat(pulled.movedAside()).contains(into.resolve("m.onnx.wrong-1"));
    assertThat(into.resolve("m.onnx.wrong-1")).hasContent("the user's own");
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void aConnectionThatBreaksIsGoneOnWith() throws Exception {
    server.breaksOffAfter("/m.onnx", CONTENT, 100_000);

    assertThat(pull(card("/m.onnx", CONTENT))).isInstanceOf(Pulled.class);
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
    assertThat(server.requests().getFirst()).isEqualTo("/m.onnx");
    assertThat(server.requests().get(1)).matches("/m.onnx bytes=\\d+- If-Range \"v1\"");
  }

  @Test
  void aPullThatWasCutShortIsGoneOnWithByTheNext() throws Exception {
    server.breaksOffAfter("/m.onnx", CONTENT, 100_000);
    ModelCard card = card("/m.onnx", CONTENT);
    assertThat(pull(card, new Recording(), once())).isInstanceOf(Failed.class);
    long there = Files.size(into.resolve("m.onnx.part"));
    assertThat(there).isBetween(1L, 100_000L);

    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(server.requests().get(1)).isEqualTo("/m.onnx bytes=" + there + "- If-Range \"v1\"");
    assertThat(names()).containsExactlyInAnyOrder("m.onnx", ".pull.lock");
  }

  @Test
  void aFileThatChangedMeanwhileComesWhole() throws Exception {
    byte[] old = content(200_000, 99);
    server.breaksOffAfter("/m.onnx", old, 50_000);
    ModelCard card = card("/m.onnx", CONTENT);
    assertThat(pull(card, new Recording(), once())).isInstanceOf(Failed.class);

    server.good("/m.onnx", CONTENT, "\"v2\"");
    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void anOldBeginningOfAnotherFileIsThrownAwayOnce() throws Exception {
    server.breaksOffAfter("/m.onnx", content(300_000, 99), 50_000, "");
    ModelCard card = card("/m.onnx", CONTENT);
    assertThat(pull(card, new Recording(), once())).isInstanceOf(Failed.class);

    server.good("/m.onnx", CONTENT, ""); // no validator: it goes on with the wrong beginning
    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerThatDoesNotKnowRangesStartsAnew() throws Exception {
    server.breaksOffAfter("/m.onnx", CONTENT, 100_000);
    ModelCard card = card("/m.onnx", CONTENT);
    assertThat(pull(card, new Recording(), once())).isInstanceOf(Failed.class);

    server.withoutRanges("/m.onnx", CONTENT);
    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerThatGoesOnAtTheWrongPlaceIsNotBelieved() throws Exception {
    server.breaksOffAfter("/m.onnx", CONTENT, 100_000);
    ModelCard card = card("/m.onnx", CONTENT);
    assertThat(pull(card, new Recording(), once())).isInstanceOf(Failed.class);

    server.goesOnAtTheWrongPlace("/m.onnx", CONTENT);
    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(into.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void wrongBytesNeverGetTheName() throws Exception {
    byte[] wrong = CONTENT.clone();
    wrong[12_345] ^= 1;
    server.good("/m.onnx", wrong);

    Failed failed = (Failed) pull(card("/m.onnx", CONTENT));

    assertThat(failed.reasons()).singleElement().asString().contains("SHA-256");
    assertThat(names()).containsExactly(".pull.lock");
  }

  @Test
  void aServerThatSendsLessThanItPromisesFailsAfterAllAttempts() throws Exception {
    server.promisesMoreThanItHas("/m.onnx", CONTENT);

    Failed failed = (Failed) pull(card("/m.onnx", CONTENT));

    assertThat(failed.reasons()).singleElement().asString().contains("tried 3 times");
    assertThat(into.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void aShortFileIsNamedByItsSize() throws Exception {
    server.good("/m.onnx", Arrays.copyOf(CONTENT, 1000));
    Failed failed = (Failed) pull(card("/m.onnx", CONTENT));
    assertThat(failed.reasons()).singleElement().asString().contains("1000 bytes, not 300000");
  }

  @Test
  void moreThanTheCardAllowsIsStoppedBothAnnouncedAndNot() throws Exception {
    server.good("/m.onnx", content(900_000));
    Failed announced = (Failed) pull(card("/m.onnx", CONTENT));
    assertThat(announced.reasons()).singleElement().asString().contains("more than the 300000");
    assertThat(server.requests()).hasSize(1);

    server.chunked("/m.onnx", content(900_000));
    Failed silent = (Failed) pull(card("/m.onnx", CONTENT));
    assertThat(silent.reasons()).singleElement().asString().contains("more than the 300000");
    assertThat(into.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    server.fallsSilentAfter("/m.onnx", CONTENT, 10_000);
    PullPolicy impatient =
        new PullPolicy(
            Duration.ofSeconds(20), Duration.ofMillis(300), 1, Duration.ofMillis(1), Duration.ZERO);

    Failed failed = (Failed) pull(card("/m.onnx", CONTENT), new Recording(), impatient);
    assertThat(failed.reasons()).singleElement().asString().contains("no byte came");
  }

  @Test
  void aSlowServerIsWaitedFor() throws Exception {
    server.slow("/m.onnx", CONTENT);
    Recording listener = new Recording();
    assertThat(pull(card("/m.onnx", CONTENT), listener)).isInstanceOf(Pulled.class);
    assertThat(listener.calls).isGreaterThan(1);
  }

  @Test
  void redirectsAreFollowedAndResumedThrough() throws Exception {
    server.redirects("/old", "/m.onnx");
    server.breaksOffAfter("/m.onnx", CONTENT, 100_000);
    ModelCard card = card("/old", CONTENT);
    assertThat(pull(card)).isInstanceOf(Pulled.class);
    assertThat(server.requests()).anyMatch(request -> request.matches("/m.onnx bytes=\\d+-.*"));
  }

  @Test
  void notFoundIsNotTriedAgainAndTheNextAddressIs() throws Exception {
    server.good("/second.onnx", CONTENT);
    ModelCard card = card("/gone.onnx", CONTENT, "/second.onnx");

    Pulled pulled = (Pulled) pull(card);

    assertThat(pulled.source()).endsWith("/second.onnx");
    assertThat(server.requests()).containsExactly("/gone.onnx", "/second.onnx");
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    server.busyOnce("/m.onnx", CONTENT);
    assertThat(pull(card("/m.onnx", CONTENT))).isInstanceOf(Pulled.class);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void oneFailureDoesNotStopTheOthers() throws Exception {
    server.good("/b.onnx", CONTENT);
    ModelCard gone = card("/gone.onnx", content(10));
    ModelCard there = card("/b.onnx", CONTENT);
    try (ModelPuller puller = puller(List.of(), QUICK)) {
      assertThat(puller.pull(List.of(gone, there), new Recording()))
          .extracting(outcome -> outcome.getClass().getSimpleName())
          .containsExactly("Failed", "Pulled");
    }
  }

  @Test
  void aServerThatIsNotThereOrSaysNothingIsNamedWithoutNull() throws Exception {
    server.good("/m.onnx", CONTENT);
    ModelCard card = card("/m.onnx", CONTENT);
    PullPolicy impatient =
        new PullPolicy(
            Duration.ofMillis(300), Duration.ofSeconds(20), 4, Duration.ofMillis(1), Duration.ZERO);
    server.neverAnswers("/m.onnx");
    Failed silent = (Failed) pull(card, new Recording(), impatient);
    assertThat(silent.reasons()).singleElement().asString().endsWith("did not answer in time");
    assertThat(server.requests()).hasSize(1);

    server.close();
    Failed gone = (Failed) pull(card);
    assertThat(gone.reasons())
        .singleElement()
        .asString()
        .endsWith("no connection to the server (tried 2 times)");
  }
}
