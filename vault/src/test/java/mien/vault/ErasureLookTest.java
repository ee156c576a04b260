package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mien.vault.audit.AuditAction;
import mien.vault.open.FaultPoints;
import mien.vault.record.CollectOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.record.ReferenceSearch;
import mien.vault.record.Refusal;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After an erasure nothing of the data is in any file, and the vault itself would notice. */
class ErasureLookTest {

  @TempDir Path temporary;

  @Test
  void whatWasThereBeforeIsNowhereAfterwards() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      // Neighbors, so that pages are shared and split.
      for (int i = 0; i < 40; i++) {
        SubjectId other = Desk.consenting(vault, "other-" + i);
        vault
            .officer(OFFICER)
            .keepEmbedding(other, EmbeddingUse.REFERENCE, Desk.embedding(100 + i));
      }
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      List<byte[]> traces = traces(desk, vault, id);
      assertThat(traces).as("what is looked for was there").hasSize(5);
      for (byte[] trace : traces) {
        assertThat(places(desk.folder, trace)).as("before").isNotEmpty();
      }
      EraseOutcome gone =
          vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      assertThat(gone).isInstanceOf(EraseOutcome.Erased.class);
      for (byte[] trace : traces) {
        assertThat(places(desk.folder, trace)).as("after").isEmpty();
      }
      assertThat(places(desk.folder, Desk.photo(1))).isEmpty();
      assertThat(((EraseOutcome.Erased) gone).receipt().text())
          .containsPattern("patterns looked for: [1-9][0-9]\n")
          .contains("database: pages and logs looked through\n");
      try (ReferenceSearch search = vault.officer(OFFICER).search(Desk.MODEL)) {
        assertThat(search.nearest(List.of(Desk.embedding(1)), 50).getFirst()).hasSize(40);
      }
    }
  }

  /** Sealed photo, sealed facts, sealed embedding, wrapped key; and the evidence of sealing. */
  private List<byte[]> traces(Desk desk, Vault vault, SubjectId id) throws IOException {
    String path =
        vault
            .viewer(VIEWER)
            .manifest(id)
            .orElseThrow()
            .biometricCollection()
            .orElseThrow()
            .facts()
            .dataPath();
    List<byte[]> traces = new ArrayList<>();
    traces.add(part(Files.readAllBytes(desk.folder.resolve(path))));
    traces.add(path.getBytes(StandardCharsets.US_ASCII));
    RawRows raw = new RawRows(desk.folder);
    traces.add(part(raw.blob("SELECT sealed FROM collection WHERE subject_id = ?", id)));
    traces.add(part(raw.blob("SELECT sealed FROM embedding WHERE subject_id = ?", id)));
    traces.add(
        part(
            raw.blob(
                "SELECT wrapped FROM mien_keys.subject_key WHERE kind = 'biometric'"
                    + " AND subject_id = ?",
                id)));
    return traces;
  }

  private static byte[] part(byte[] bytes) {
    return java.util.Arrays.copyOfRange(bytes, 5, 37);
  }

  /** A plain twin of the vault's own search. */
  private static List<Path> places(Path folder, byte[] trace) throws IOException {
    String wanted = new String(trace, StandardCharsets.ISO_8859_1);
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void bytesThatStayedBehindPreventTheReceiptUntilTheyAreGone() throws IOException {
    Desk desk = new Desk(temporary);
    // Somebody made a copy of the photo, and somebody one of the database.
    Path photo = desk.folder.resolve("copy.jpg");
    Path rows = desk.folder.resolve("vault.db.bak");
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      Files.write(photo, Desk.photo(1));
      Files.write(
          rows,
          new RawRows(desk.folder).blob("SELECT sealed FROM collection WHERE subject_id = ?", id));
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isEqualTo(new EraseOutcome.Unfinished(List.of("copy.jpg", "vault.db.bak")));
      assertThat(vault.viewer(VIEWER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
      Files.delete(rows);
      assertThat(vault.officer(OFFICER).finishErasures())
          .containsExactly(new EraseOutcome.Unfinished(List.of("copy.jpg")));
    }
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().erasuresPending()).isEqualTo(1);
      Files.delete(photo);
      assertThat(vault.officer(OFFICER).finishErasures())
          .singleElement()
          .isInstanceOfSatisfying(
              EraseOutcome.Erased.class,
              erased ->
                  assertThat(erased.receipt().text())
                      .containsPattern("patterns looked for: [1-9][0-9]\n"));
      assertThat(vault.officer(OFFICER).finishErasures()).isEmpty();
    }
  }

  @Test
  void anInterruptedErasureIsLookedAfterLikeAnyOther() throws IOException {
    Desk desk = new Desk(temporary);
    Path copy = desk.folder.resolve("copy.jpg");
    SubjectId id;
    FaultPoints dies =
        step -> {
          if (step == FaultPoints.Step.DESTROYED) {
            throw new IllegalStateException("died");
          }
        };
    try (Vault vault = Vault.open(desk.config(), dies)) {
      id = Desk.collected(vault, "staff-1", 1);
      Files.write(copy, Desk.photo(1));
      assertThatThrownBy(
              () -> vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .hasMessage("died");
    }
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(1, 0, 0, 0, 1));
      Files.delete(copy);
      assertThat(vault.officer(OFFICER).finishErasures())
          .hasOnlyElementsOfType(EraseOutcome.Erased.class);
    }
  }

  @Test
  void linksLeadElsewhereAndAreNotFollowed() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      Path elsewhere = Files.write(temporary.resolve("own-copy.jpg"), Desk.photo(1));
      Files.createSymbolicLink(desk.folder.resolve("link.jpg"), elsewhere);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }

  /** What happens while the vault looks. */
  private static FaultPoints meanwhile(Runnable act) {
    return step -> {
      if (step == FaultPoints.Step.SCRUBBED) {
        act.run();
      }
    };
  }

  @Test
  void othersReadAndWriteDuringTheLook() throws IOException {
    Desk desk = new Desk(temporary);
    AtomicReference<Vault> opened = new AtomicReference<>();
    AtomicReference<SubjectId> other = new AtomicReference<>();
    FaultPoints look =
        meanwhile(
            () ->
                CompletableFuture.runAsync(
                        () -> other.set(Desk.collected(opened.get(), "staff-2", 2)))
                    .join());
    try (Vault vault = Vault.open(desk.config(), look)) {
      opened.set(vault);
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(other.get())).bytes())
          .isEqualTo(Desk.photo(2));
    }
  }

  @Test
  void nothingIsTakenInOfASubjectWhileItsErasureLooks() throws IOException {
    Desk desk = new Desk(temporary);
    AtomicReference<Vault> opened = new AtomicReference<>();
    AtomicReference<SubjectId> whose = new AtomicReference<>();
    AtomicReference<CollectOutcome> came = new AtomicReference<>();
    FaultPoints look =
        meanwhile(
            () -> came.set(opened.get().officer(OFFICER).collect(whose.get(), Desk.photo(1))));
    try (Vault vault = Vault.open(desk.config(), look)) {
      opened.set(vault);
      whose.set(Desk.collected(vault, "staff-1", 1));
      vault.officer(OFFICER).erase(whose.get(), EraseScope.BIOMETRIC, EraseReason.REQUEST);
      assertThat(came.get()).isEqualTo(new CollectOutcome.Refused(Refusal.ERASURE_PENDING));
    }
  }

  /** As 'mien consent show' beside 'mien serve'. */
  @Test
  void anotherOpeningLeavesAnErasureToWhoeverLooks() throws IOException {
    Desk desk = new Desk(temporary);
    AtomicReference<RecoveryReport> seen = new AtomicReference<>();
    FaultPoints look =
        meanwhile(
            () -> {
              try (Vault second = desk.open()) {
                seen.set(second.recovered());
              }
            });
    try (Vault vault = Vault.open(desk.config(), look)) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
      assertThat(seen.get()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
    }
  }

  @Test
  void theLogOutlivesTheSubjectUnderAPseudonym() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST);
      assertThat(places(desk.folder, id.value().getBytes(StandardCharsets.US_ASCII))).isEmpty();
      assertThat(places(desk.folder, "staff-1".getBytes(StandardCharsets.US_ASCII))).isEmpty();
      assertThat(places(desk.folder, Desk.SIGNER.getBytes(StandardCharsets.UTF_8))).isEmpty();
      assertThat(places(desk.folder, AuditAction.ERASED.name().getBytes(StandardCharsets.US_ASCII)))
          .isNotEmpty();
      assertThat(Desk.leaves(vault)).isEqualTo(4);
    }
  }
}
