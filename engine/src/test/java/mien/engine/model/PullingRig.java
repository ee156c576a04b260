package mien.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mien.core.compare.Calibration;
import mien.core.face.ModelId;
import mien.engine.checksum.Checksum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder to pull into and a real HTTP server on the loopback, which behaves as a test asks. */
abstract class PullingRig {

  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  static final PullPolicy QUICK =
      new PullPolicy(
          Duration.ofSeconds(20), Duration.ofSeconds(20), 3, Duration.ofMillis(1), Duration.ZERO);
  static final byte[] CONTENT = content(300_000);

  @TempDir Path folder;
  Path into;
  UnreliableServer server;

  @BeforeEach
  void start() throws IOException {
    server = new UnreliableServer();
    into = folder.resolve("models");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  PullOutcome pull(ModelCard card) throws InterruptedException {
    return pull(card, new Recording());
  }

  PullOutcome pull(ModelCard card, Recording listener) throws InterruptedException {
    return pull(card, listener, QUICK);
  }

  PullOutcome pull(ModelCard card, Recording listener, PullPolicy policy)
      throws InterruptedException {
    try (ModelPuller puller = puller(List.of(), policy)) {
      return puller.pull(List.of(card), listener).getFirst();
    }
  }

  PullOutcome pull(List<Mirror> mirrors, ModelCard card) throws InterruptedException {
    try (ModelPuller puller = puller(mirrors, QUICK)) {
      return puller.pull(List.of(card), new Recording()).getFirst();
    }
  }

  ModelPuller puller(List<Mirror> mirrors, PullPolicy policy) {
    return new ModelPuller(into, mirrors, policy, () -> NOW, Map.of());
  }

  static PullPolicy once() {
    return new PullPolicy(
        Duration.ofSeconds(20), Duration.ofSeconds(20), 1, Duration.ofMillis(1), Duration.ZERO);
  }

  ModelCard card(String path, byte[] content, String... more) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String id = name.replace(".onnx", "");
    CardDraft draft =
        CardDraft.of(
                id,
                ModelTask.QUALITY,
                ModelFamily.EDIFFIQA,
                path.endsWith(".onnx") && !name.equals("gone.onnx") ? name : "m.onnx",
                content.length,
                Checksum.sha256(content))
            .from(server.address(path));
    for (String other : more) {
      draft = draft.from(server.address(other));
    }
    return draft.card();
  }

  static ModelCard nonCommercial(ModelCard card) {
    return new CardDraft(card).under(CardDraft.INSIGHTFACE).card();
  }

  ModelCard inZip(String id, byte[] content, String member, String zipSha256) {
    CardDraft draft =
        CardDraft.of(
            id,
            ModelTask.QUALITY,
            ModelFamily.EDIFFIQA,
            id + ".onnx",
            content.length,
            Checksum.sha256(content));
    ModelCard card = draft.card();
    ModelSource source =
        new ModelSource.ZipMember(URI.create(server.address("/pack.zip")), member, zipSha256, 0);
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
        Calibration.NONE);
  }

  static byte[] zip(String a, byte[] first, String b, byte[] second) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(a));
      out.write(first);
      out.putNextEntry(new ZipEntry(b));
      out.write(second);
    }
    return bytes.toByteArray();
  }

  static byte[] content(int length) {
    return content(length, 1);
  }

  static byte[] content(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(into)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Something that may be interrupted. */
  interface Action {
    void run() throws InterruptedException;
  }

  /** Keeps what it is told and answers as it was told to. */
  static final class Recording implements PullListener {
    final List<ModelId> asked = new ArrayList<>();
    boolean answer = true;
    long last = -1;
    long total = -1;
    final Set<String> names = new LinkedHashSet<>();
    int calls;
    final CountDownLatch waited = new CountDownLatch(1);
    Action during = () -> {};

    @Override
    public void waiting() {
      waited.countDown();
    }

    @Override
    public void progress(String what, long done, long all) {
      names.add(what);
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
