package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mien.core.MienException;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.SubjectId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destruction that a full disk interrupts is said so, and ended when there is room. */
class FullDiskTest {

  @TempDir Path temporary;
  private Path disk;
  private Path filler;
  private Desk desk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temporary.resolve("disk"));
    filler = disk.resolve("filler");
    int code = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
    assumeTrue(code == 0, "a full disk was not tested: only root may mount one");
    desk = new Desk(temporary, disk.resolve("vault"));
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void anErasureIsEndedWhenThereIsRoom() throws Exception {
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "staff-1", 1);
      fill(vault);
      isFull(() -> vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST));
      Files.delete(filler);
      vault.officer(OFFICER).finishErasures();
      vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      assertThat(vault.viewer(VIEWER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
    }
    isWholeAndEmpty();
  }

  @Test
  void aSweepIsEndedWhenThereIsRoom() throws Exception {
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).purposeSatisfied(id);
      desk.clock.move(Duration.ofDays(1));
      fill(vault);
      isFull(() -> vault.admin(ADMIN).sweep());
      Files.delete(filler);
      vault.admin(ADMIN).sweep();
      assertThat(vault.viewer(VIEWER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
    }
    isWholeAndEmpty();
  }

  private void isWholeAndEmpty() {
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).isEmpty();
      AuditVerdict verdict =
          vault.viewer(VIEWER).audit(log -> log.verify(Optional.empty(), SignatureScope.ALL));
      assertThat(verdict.line()).startsWith("sound: ");
    }
  }

  /** To the last block, those that the write-ahead log has already included. */
  private void fill(Vault vault) throws IOException {
    try (var out = Files.newOutputStream(filler)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      assertThat(filler).exists();
    }
    isFull(
        () -> {
          for (int i = 0; i < 2000; i++) {
            Desk.subject(vault, "filling-" + i);
          }
        });
  }

  private static void isFull(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("vault.disk-full"));
  }

  private static int run(String... words) throws Exception {
    return new ProcessBuilder(List.of(words))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
