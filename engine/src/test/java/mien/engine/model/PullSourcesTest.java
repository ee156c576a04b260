package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.engine.checksum.Checksum;
import mien.engine.model.PullOutcome.Declined;
import mien.engine.model.PullOutcome.Failed;
import mien.engine.model.PullOutcome.Pulled;
import org.junit.jupiter.api.Test;

/** Where files come from, on which terms, and where they go. */
class PullSourcesTest extends PullingRig {

  @Test
  void aFolderMirrorIsTriedFirstAndItsWrongFileIsRefused() throws Exception {
    Path mirror = Files.createDirectory(folder.resolve("mirror"));
    server.good("/m.onnx", CONTENT);
    ModelCard card = card("/m.onnx", CONTENT);
    Files.writeString(mirror.resolve("m.onnx"), "not it");

    Pulled fallen = (Pulled) pull(List.of(Mirror.parse(mirror.toString())), card);
    assertThat(fallen.source()).startsWith("http://");

    Files.delete(into.resolve("m.onnx"));
    Files.write(mirror.resolve("m.onnx"), CONTENT);
    Pulled mirrored = (Pulled) pull(List.of(Mirror.parse(mirror.toString())), card);
    assertThat(mirrored.source()).isEqualTo(mirror.resolve("m.onnx").toString());
    assertThat(server.requests()).hasSize(1);
    assertThat(mirror.resolve("m.onnx")).hasBinaryContent(CONTENT);
  }

  @Test
  void aWebMirrorGivesWhatIsPublishedNowhere() throws Exception {
    server.good("/mirror/m.onnx", CONTENT);
    ModelCard unpublished =
        CardDraft.of(
                "m", ModelTask.QUALITY, ModelFamily.EDIFFIQA, "m.onnx", 0, Checksum.sha256(CONTENT))
            .card();

    assertThat(((Failed) pull(unpublished)).reasons())
        .singleElement()
        .asString()
        .contains("only a mirror");
    Pulled pulled = (Pulled) pull(List.of(Mirror.parse(server.address("/mirror"))), unpublished);
    assertThat(pulled.source()).endsWith("/mirror/m.onnx");
  }

  @Test
  void membersOfAZipAreTakenFromOneVerifiedDownload() throws Exception {
    byte[] other = content(5000, 5);
    byte[] zip = zip("pack/one.onnx", CONTENT, "two.onnx", other);
    server.good("/pack.zip", zip);
    ModelCard one = inZip("one", CONTENT, "one.onnx", Checksum.sha256(zip));
    ModelCard two = inZip("two", other, "two.onnx", Checksum.sha256(zip));
    ModelCard absent = inZip("three", content(7), "three.onnx", Checksum.sha256(zip));

    try (ModelPuller puller = puller(List.of(), QUICK)) {
      List<PullOutcome> outcomes = puller.pull(List.of(one, two, absent), new Recording());
      assertThat(outcomes.get(0)).isInstanceOf(Pulled.class);
      assertThat(outcomes.get(1)).isInstanceOf(Pulled.class);
      assertThat(((Failed) outcomes.get(2)).reasons())
          .singleElement()
          .asString()
          .contains("holds no three.onnx");
    }
    assertThat(into.resolve("one.onnx")).hasBinaryContent(CONTENT);
    assertThat(into.resolve("two.onnx")).hasBinaryContent(other);
    assertThat(server.requests()).containsExactly("/pack.zip");
    assertThat(names()).containsExactlyInAnyOrder("one.onnx", "two.onnx", ".pull.lock");
  }

  @Test
  void aZipThatIsNotTheOneOnTheCardIsNotOpened() throws Exception {
    server.good("/pack.zip", zip("one.onnx", CONTENT, "x", new byte[1]));
    ModelCard card = inZip("one", CONTENT, "one.onnx", "0".repeat(64));
    assertThat(((Failed) pull(card)).reasons()).singleElement().asString().contains("SHA-256");
  }

  @Test
  void nonCommercialTermsAreAskedOnceForAllAndRecorded() throws Exception {
    server.good("/a.onnx", CONTENT);
    server.good("/b.onnx", CONTENT);
    ModelCard a = nonCommercial(card("/a.onnx", CONTENT));
    Recording listener = new Recording();

    listener.answer = false;
    assertThat(pull(a, listener)).isInstanceOf(Declined.class);
    assertThat(server.requests()).isEmpty();
    assertThat(into.resolve(AcceptedTerms.FILE)).doesNotExist();

    listener.answer = true;
    assertThat(pull(a, listener)).isInstanceOf(Pulled.class);
    assertThat(listener.asked).containsExactly(a.id(), a.id());
    assertThat(into.resolve(AcceptedTerms.FILE))
        .hasContent(
            NOW
                + "\t"
                + a.id()
                + "\t"
                + a.sha256()
                + "\tInsightFace model license"
                + " (non-commercial research only)");

    Files.delete(into.resolve("a.onnx"));
    listener.answer = false; // not asked any more
    assertThat(pull(a, listener)).isInstanceOf(Pulled.class);
    assertThat(listener.asked).hasSize(2);
  }

  @Test
  void twoPullsAtOnceInAFolderAreRefused() throws Exception {
    server.good("/m.onnx", CONTENT);
    ModelCard card = nonCommercial(card("/m.onnx", CONTENT));
    Recording nested = new Recording();
    nested.during = () -> pull(card("/m.onnx", CONTENT));

    assertThatThrownBy(() -> pull(card, nested))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("models.busy"));
  }

  @Test
  void aSecondPullWaitsForItsTurnAndThenFindsTheFileThere() throws Exception {
    server.good("/m.onnx", CONTENT);
    ModelCard card = card("/m.onnx", CONTENT);
    PullPolicy patient =
        new PullPolicy(
            QUICK.connectTimeout(),
            QUICK.stallTimeout(),
            1,
            QUICK.firstPause(),
            Duration.ofMinutes(1));
    Recording second = new Recording();
    FutureTask<PullOutcome> waiting = new FutureTask<>(() -> pull(card, second, patient));
    Recording first = new Recording();
    first.during =
        () -> {
          Thread.startVirtualThread(waiting);
          assertThat(second.waited.await(20, TimeUnit.SECONDS)).isTrue();
        };

    assertThat(pull(nonCommercial(card), first)).isInstanceOf(Pulled.class);
    assertThat(waiting.get()).isInstanceOf(PullOutcome.AlreadyThere.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Files.writeString(into, "a file in the way");
    assertThatThrownBy(() -> pull(card("/m.onnx", CONTENT)))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("models.folder"))
        .hasMessageContaining(into.toString());
  }

  @Test
  void mirrorsAreReadAsTheUserWritesThem() {
    assertThat(Mirror.parse("https://a.example/x"))
        .isEqualTo(new Mirror.Web(URI.create("https://a.example/x/")));
    assertThat(Mirror.parse("/mnt/stick")).isEqualTo(new Mirror.Folder(Path.of("/mnt/stick")));
    for (String wrong : List.of("", "ftp://a.example/x", "http://a b")) {
      assertThatThrownBy(() -> Mirror.parse(wrong))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("mirror.invalid"));
    }
  }
}
