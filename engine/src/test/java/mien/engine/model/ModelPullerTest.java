package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mien.core.MienException;
import mien.core.face.ModelId;
import mien.engine.model.PullOutcome.AlreadyThere;
import mien.engine.model.PullOutcome.Declined;
import mien.engine.model.PullOutcome.Failed;
import mien.engine.model.PullOutcome.Pulled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTP server on the loopback, which behaves well or badly as each test asks. */
class ModelPullerTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final PullPolicy QUICK =
      new PullPolicy(Duration.ofSeconds(20), Duration.ofSeconds(20), 3, Duration.ofMillis(1));
  private static final byte[] CONTENT = content(300_000);

  @TempDir Path folder;
  private Path into;
  private UnreliableServer server;

  @BeforeEach
  void start() throws IOException {
    server = new UnreliableServer();
    into = folder.resolve("models");
  }

  @AfterEach
  void stop() {
    server.close();
  }

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
        new PullPolicy(Duration.ofSeconds(20), Duration.ofMillis(300), 1, Duration.ofMillis(1));

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
                "m",
                ModelTask.QUALITY,
                ModelFamily.EDIFFIQA,
                "m.onnx",
                0,
                Sha256.of(ByteBuffer.wrap(CONTENT)))
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
    ModelCard one = inZip("one", CONTENT, "one.onnx", Sha256.of(ByteBuffer.wrap(zip)));
    ModelCard two = inZip("two", other, "two.onnx", Sha256.of(ByteBuffer.wrap(zip)));
    ModelCard absent = inZip("three", content(7), "three.onnx", Sha256.of(ByteBuffer.wrap(zip)));

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
                + "\tInsightFace model licence"
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

  private PullOutcome pull(ModelCard card) throws InterruptedException {
    return pull(card, new Recording());
  }

  private PullOutcome pull(ModelCard card, Recording listener) throws InterruptedException {
    return pull(card, listener, QUICK);
  }

  private PullOutcome pull(ModelCard card, Recording listener, PullPolicy policy)
      throws InterruptedException {
    try (ModelPuller puller = puller(List.of(), policy)) {
      return puller.pull(List.of(card), listener).getFirst();
    }
  }

  private PullOutcome pull(List<Mirror> mirrors, ModelCard card) throws InterruptedException {
    try (ModelPuller puller = puller(mirrors, QUICK)) {
      return puller.pull(List.of(card), new Recording()).getFirst();
    }
  }

  private ModelPuller puller(List<Mirror> mirrors, PullPolicy policy) {
    return new ModelPuller(into, mirrors, policy, () -> NOW);
  }

  private static PullPolicy once() {
    return new PullPolicy(Duration.ofSeconds(20), Duration.ofSeconds(20), 1, Duration.ofMillis(1));
  }

  private ModelCard card(String path, byte[] content, String... more) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id = name.replace(".onnx", "");
    CardDraft draft =
        CardDraft.of(
                id,
                ModelTask.QUALITY,
                ModelFamily.EDIFFIQA,
                path.endsWith(".onnx") && !name.equals("gone.onnx") ? name : "m.onnx",
                content.length,
                Sha256.of(ByteBuffer.wrap(content)))
            .from(server.address(path));
    for (String other : more) {
      draft = draft.from(server.address(other));
    }
    return draft.card();
  }

  private static ModelCard nonCommercial(ModelCard card) {
    return new CardDraft(card).under(CardDraft.INSIGHTFACE).card();
  }

  private ModelCard inZip(String id, byte[] content, String member, String zipSha256) {
    CardDraft draft =
        CardDraft.of(
            id,
            ModelTask.QUALITY,
            ModelFamily.EDIFFIQA,
            id + ".onnx",
            content.length,
            Sha256.of(ByteBuffer.wrap(content)));
    ModelCard card = draft.card();
    ModelSource source =
        new ModelSource(
            URI.create(server.address("/pack.zip")),
            Optional.of(new ModelSource.ZipMember(member, zipSha256, 0)));
    return new ModelCard(
        card.id(),
        card.task(),
        card.family(),
        card.fileName(),
        card.bytes(),
        card.sha256(),
        List.of(source),
        card.license(),
        card.input(),
        0,
        List.of());
  }

  private static byte[] zip(String a, byte[] first, String b, byte[] second) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(a));
      out.write(first);
      out.putNextEntry(new ZipEntry(b));
      out.write(second);
    }
    return bytes.toByteArray();
  }

  private static byte[] content(int length) {
    return content(length, 1);
  }

  private static byte[] content(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(into)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Something that may be interrupted. */
  private interface Action {
    void run() throws InterruptedException;
  }

  /** Keeps what it is told and answers as it was told to. */
  private static final class Recording implements PullListener {
    private final List<ModelId> asked = new ArrayList<>();
    private boolean answer = true;
    private long last = -1;
    private long total = -1;
    private int calls;
    private Action during = () -> {};

    @Override
    public void progress(ModelId id, long done, long all) {
      last = done;
      total = all;
      calls++;
    }

    @Override
    public boolean accepts(List<ModelCard> cards, List<String> terms) {
      assertThat(terms).hasSameSizeAs(cards);
      cards.forEach(card -> asked.add(card.id()));
      try {
        during.run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return answer;
    }
  }
}
