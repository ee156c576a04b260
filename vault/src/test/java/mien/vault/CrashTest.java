package mien.vault;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mien.core.MienException;
import mien.vault.config.VaultConfig;
import mien.vault.config.VaultStore;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.Sha256;
import mien.vault.record.CollectOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.BiometricCollection;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import mien.vault.subject.SubjectManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Photo file, manifest and audit leaf are all there or none is, wherever a writer dies. */
class CrashTest {

  @TempDir Path temporary;

  /** Breaks once at a step, as a disk or a bug would. */
  private static final class Breaking implements FaultPoints {
    private final Step step;
    private boolean armed;
    private boolean broke;

    Breaking(Step step) {
      this.step = step;
    }

    @Override
    public void at(Step reached) {
      if (armed && reached == step) {
        armed = false;
        broke = true;
        throw new IllegalStateException("broken after " + step);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoints.Step.class,
      names = {
        "CONSENT_CHECKED",
        "KEY_COMMITTED",
        "FILE_BEGUN",
        "FILE_WRITTEN",
        "FILE_SYNCED",
        "FILE_RENAMED",
        "FOLDER_SYNCED",
        "ROWS_WRITTEN",
        "AUDIT_APPENDED"
      })
  void anUploadThatFailsBeforeItsCommitLeavesNothing(FaultPoints.Step step) throws IOException {
    Desk desk = new Desk(temporary);
    Breaking breaking = new Breaking(step);
    SubjectId id;
    try (Vault vault = Vault.open(desk.config(), breaking)) {
      id = Desk.consenting(vault, "staff-1");
      long leaves = Desk.leaves(vault);
      breaking.armed = true;
      assertThatThrownBy(() -> vault.officer(OFFICER).collect(id, Desk.photo(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(breaking.broke).isTrue();
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().biometricCollection()).isEmpty();
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).isEmpty();
      // And the next upload works.
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(2)))
          .isInstanceOf(CollectOutcome.Collected.class);
      assertThat(Desk.leaves(vault)).isEqualTo(leaves + 1);
    }
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoints.Step.class,
      names = {
        "ERASURE_BEGUN",
        "ROWS_DELETED",
        "DESTROYED",
        "FILES_DESTROYED",
        "SCRUBBED",
        "LOOKED"
      })
  void anErasureThatFailsIsEndedAtTheNextOpening(FaultPoints.Step step) throws IOException {
    Desk desk = new Desk(temporary);
    Breaking breaking = new Breaking(step);
    SubjectId id;
    try (Vault vault = Vault.open(desk.config(), breaking)) {
      id = Desk.collected(vault, "staff-1", 1);
      breaking.armed = true;
      assertThatThrownBy(
              () -> vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST))
          .isInstanceOf(IllegalStateException.class);
      assertThat(breaking.broke).isTrue();
    }
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().erasuresFinished()).isEqualTo(1);
      assertThat(vault.viewer(VIEWER).manifest(id)).isEmpty();
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).isEmpty();
      assertThat(Desk.leaves(vault))
          .as("made, consent, photo, erased; and recovered, where files were left")
          .isBetween(4L, 5L);
    }
  }

  @Test
  void twoHundredKillsLeaveNothingPartlyThere() throws Exception {
    kill(200);
  }

  /** Kills a writer without warning, at a random moment of its writing, and looks. */
  private void kill(int times) throws Exception {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.consenting(vault, "staff-1");
    }
    Random random = new Random(4);
    Path yesterday = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("yesterday"));
    int orphans = 0;
    int erasures = 0;
    for (int i = 0; i < times; i++) {
      Path said = temporary.resolve("said-" + i);
      Process writer = writer(desk, said);
      awaitWriting(writer, said);
      TimeUnit.MICROSECONDS.sleep(random.nextInt(150_000));
      writer.destroyForcibly().waitFor();
      long answered = Files.readAllLines(said).size() - 1L;
      try (Vault vault = desk.open()) {
        orphans += vault.recovered().orphanFiles();
        erasures += vault.recovered().erasuresFinished();
        check(desk, vault, id, answered);
      }
      if (i % 20 == 19) {
        yesterdayDestroysNothing(desk, yesterday);
      }
      Files.copy(desk.folder.resolve("vault.db"), yesterday, REPLACE_EXISTING);
    }
    System.out.println(
        times
            + " kills; files without a row: "
            + orphans
            + "; erasures that were interrupted and ended: "
            + erasures);
    assertThat(orphans + erasures).as("some met work in the middle").isPositive();
  }

  /** The database of before the writer began is put in place: not a file or key may go for it. */
  private void yesterdayDestroysNothing(Desk desk, Path yesterday) throws IOException {
    Path rows = desk.folder.resolve("vault.db");
    Path today = Files.copy(rows, temporary.resolve("today"), REPLACE_EXISTING);
    List<Path> files = new SealedFiles(desk.folder, FaultPoints.NONE).all();
    int keys = new RawRows(desk.folder).biometricKeys();
    Files.copy(yesterday, rows, REPLACE_EXISTING);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().orphanFiles() + vault.recovered().orphanKeys()).isZero();
    } catch (MienException e) {
      assertThat(e.code()).isEqualTo("vault.keys-apart");
    }
    assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all())
        .containsExactlyInAnyOrderElementsOf(files);
    assertThat(new RawRows(desk.folder).biometricKeys()).isEqualTo(keys);
    for (String log : List.of("-wal", "-shm")) {
      Files.deleteIfExists(Path.of(rows + log));
    }
    Files.copy(today, rows, REPLACE_EXISTING);
  }

  static void awaitWriting(Process writer, Path said) throws Exception {
    while (!Files.readString(said).startsWith("writing\n")) {
      assertThat(writer.isAlive()).as("the writer writes").isTrue();
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private long leavesBefore = 2;

  private void check(Desk desk, Vault vault, SubjectId id, long answered) {
    assertThat(vault.recovered().missingFiles()).isZero();
    assertThat(vault.recovered().erasuresPending()).isZero();
    List<Path> files = new SealedFiles(desk.folder, FaultPoints.NONE).all();
    long leaves = Desk.leaves(vault);
    // What was answered is in the log; one more may have been committed and not answered, and
    // what was put in order is one.
    boolean ordered = vault.recovered().orphanFiles() + vault.recovered().orphanKeys() > 0;
    assertThat(leaves - leavesBefore - (ordered ? 1 : 0)).isBetween(answered, answered + 1);
    leavesBefore = leaves;
    SubjectManifest manifest = vault.viewer(VIEWER).manifest(id).orElseThrow();
    if (manifest.biometricCollection().isEmpty()) {
      assertThat(files).isEmpty();
      assertThat(new RawRows(desk.folder).biometricKeys()).isZero();
      return;
    }
    BiometricCollection.Facts facts = manifest.biometricCollection().get().facts();
    assertThat(files).containsExactly(desk.folder.resolve(facts.dataPath()));
    byte[] photo = ((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes();
    leavesBefore++;
    assertThat(Sha256.of(photo)).isEqualTo(facts.photoHash());
  }

  private Process writer(Desk desk, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(CrashTest.class.getName(), desk.folder.toString(), temporary.toString()));
    return started(command, said);
  }

  static Process started(List<String> command, Path said) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(said.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Says where it is, and waits there to be killed. */
  private static FaultPoints waitingAt(String step) {
    return reached -> {
      if (reached.name().equals(step)) {
        System.out.println("inside " + step);
        try {
          TimeUnit.MINUTES.sleep(5);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /** The writer that is killed: uploads and erases until then, or erases and waits at a step. */
  public static void main(String[] words) throws IOException {
    Path folder = Path.of(words[0]);
    Desk desk = new Desk(Path.of(words[1]), folder);
    VaultConfig config =
        words.length > 2
            ? desk.config().withStore(new VaultStore.Server(words[2], "postgres", "postgres"))
            : desk.config();
    try (Vault vault =
        Vault.open(config, words.length > 3 ? waitingAt(words[3]) : FaultPoints.NONE)) {
      SubjectId id = vault.viewer(VIEWER).find(new SafeId("staff-1")).orElseThrow();
      System.out.println("writing");
      if (words.length > 3) {
        vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      }
      for (int i = 0; ; i++) {
        if (i % 4 == 3) {
          vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
        } else {
          vault.officer(OFFICER).collect(id, Desk.photo(i));
        }
        System.out.println(i);
      }
    } catch (MienException e) {
      Files.writeString(folder.resolveSibling("fault"), e.code());
      throw e;
    }
  }
}
