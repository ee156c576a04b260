package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.vault.config.VaultConfig;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CheckReport;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.References;
import mien.vault.record.SweepReport;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a process dies while what stays gets a new key, it stays, and nothing else does. */
class RenewalTest {

  @TempDir Path temporary;

  /** Dies at a step as a process does: without any tidying up. */
  private static final class Dying implements FaultPoints {
    private final Step step;
    private boolean armed;

    Dying(Step step) {
      this.step = step;
    }

    @Override
    public void at(Step reached) {
      if (armed && reached == step) {
        armed = false;
        throw new StackOverflowError("died after " + step);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoints.Step.class,
      names = {"FILE_BEGUN", "FILE_WRITTEN", "FILE_RENAMED", "RENEWAL_PREPARED", "COMMITTED"})
  void aReferenceIsTheOneBeforeOrTheNewOne(FaultPoints.Step step) throws IOException {
    Desk desk = new Desk(temporary);
    Dying dying = new Dying(step);
    SubjectId id;
    try (Vault vault = Vault.open(desk.config("biometric_v2"), dying)) {
      id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      dying.armed = true;
      assertThatThrownBy(
              () -> vault.officer(OFFICER).remakeReference(id, _ -> Optional.of(Desk.embedding(2))))
          .isInstanceOf(StackOverflowError.class);
    }
    boolean committed = step == FaultPoints.Step.COMMITTED;
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      assertThat(vault.recovered().orphanKeys()).isEqualTo(1);
      isWhole(desk, vault, id, Desk.embedding(committed ? 2 : 1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoints.Step.class,
      names = {"ERASURE_BEGUN", "FILE_RENAMED", "ROWS_DELETED", "DESTROYED", "SCRUBBED"})
  void aSweepOfWhatIsNotDisclosedIsEndedAndThePhotoStays(FaultPoints.Step step) throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
    }
    VaultConfig back = desk.config().accepting(PolicyPack.named("biometric_v1"));
    Dying dying = new Dying(step);
    try (Vault vault = Vault.open(back, dying)) {
      dying.armed = true;
      assertThatThrownBy(() -> vault.admin(ADMIN).sweep()).isInstanceOf(StackOverflowError.class);
    }
    try (Vault vault = Vault.open(back)) {
      assertThat(vault.recovered().erasuresFinished()).isEqualTo(1);
      isWhole(desk, vault, id, null);
      assertThat(vault.admin(ADMIN).sweep().entries()).isEmpty();
    }
  }

  private static void isWhole(
      Desk desk,
      Vault vault,
      SubjectId id,
      mien.core.face.@org.jspecify.annotations.Nullable Embedding reference) {
    SubjectManifest manifest = vault.viewer(VIEWER).manifest(id).orElseThrow();
    assertThat(manifest.embeddings()).hasSize(reference == null ? 0 : 1);
    if (reference != null) {
      assertThat(vault.viewer(VIEWER).references(id, Desk.MODEL).usable())
          .extracting(References.Reference::embedding)
          .containsExactly(reference);
    }
    assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
        .isEqualTo(Desk.photo(1));
    assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all())
        .containsExactly(
            desk.folder.resolve(manifest.biometricCollection().orElseThrow().facts().dataPath()));
    assertThat(new RawRows(desk.folder).biometricKeys()).isEqualTo(1);
    assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(1, 1, List.of()));
  }

  /** A photo that no longer opens must not keep anything from being destroyed. */
  @Test
  void aDamagedPhotoKeepsNothingFromGoing() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
      Path file = new SealedFiles(desk.folder, FaultPoints.NONE).all().getFirst();
      byte[] sealed = java.nio.file.Files.readAllBytes(file);
      sealed[1000] ^= 1;
      java.nio.file.Files.write(file, sealed);
    }
    VaultConfig back = desk.config().accepting(PolicyPack.named("biometric_v1"));
    try (Vault vault = Vault.open(back)) {
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::result)
          .containsExactly(SweepReport.Result.ERASED);
      SubjectId id = vault.viewer(VIEWER).find(new SafeId("staff-1")).orElseThrow();
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().embeddings()).isEmpty();
      WrongKeysTest.fails("vault.unsealable", () -> vault.viewer(VIEWER).photo(id));
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }
}
