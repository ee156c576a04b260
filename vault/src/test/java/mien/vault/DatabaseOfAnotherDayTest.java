package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static mien.vault.WrongKeysTest.fails;
import static mien.vault.WrongKeysTest.isWhole;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.config.VaultConfig;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.Sha256;
import mien.vault.record.CheckReport;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.record.SetAsideReport;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database of yesterday, or of another vault, destroys nothing: opening says so and stops. */
class DatabaseOfAnotherDayTest {

  @TempDir Path temporary;

  /** Every byte of the vault but the lock files. */
  private static Map<String, Sha256> everything(Path folder) throws IOException {
    Map<String, Sha256> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.toString().matches(".*(lock|lock-erasing|-wal|-shm)")) {
          all.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
        }
      }
    }
    return all;
  }

  private static void put(Path database, Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("vault.db-wal"));
    Files.deleteIfExists(folder.resolve("vault.db-shm"));
    Files.copy(database, folder.resolve("vault.db"), StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void yesterdaysDatabaseIsRefusedAndNothingIsDestroyed(int since) throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      Desk.collected(vault, "day-1", 100);
    }
    Path yesterday = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("yesterday"));
    try (Vault vault = desk.open()) {
      for (int i = 0; i < since; i++) {
        Desk.collected(vault, "day-2-" + i, i);
      }
    }
    Path today = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("today"));
    put(yesterday, desk.folder);
    Map<String, Sha256> before = everything(desk.folder);
    for (int times = 0; times < 2; times++) {
      MienException said = fails("vault.keys-apart", desk::open);
      assertThat(said.getMessage())
          .contains(
              since == 1 ? "1 file and the keys of 1 person" : "7 files and the keys of 7 people",
              "Put the database of the same time back",
              "Nothing was changed");
      assertThat(everything(desk.folder)).isEqualTo(before);
    }
    put(today, desk.folder);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().clean()).isTrue();
      for (int i = 0; i < since; i++) {
        SubjectId id = vault.viewer(VIEWER).find(new SafeId("day-2-" + i)).orElseThrow();
        assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
            .isEqualTo(Desk.photo(i));
      }
    }
    isWhole(desk);
  }

  /** Who was there yesterday and has a photo since today. */
  @Test
  void aPhotoThatTheDatabaseDoesNotKnowStays() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.consenting(vault, "day-1");
    }
    Path yesterday = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("yesterday"));
    try (Vault vault = desk.open()) {
      vault.officer(OFFICER).collect(id, Desk.photo(1));
    }
    put(yesterday, desk.folder);
    Map<String, Sha256> before = everything(desk.folder);
    fails("vault.keys-apart", desk::open);
    assertThat(everything(desk.folder)).isEqualTo(before);
  }

  /**
   * The newest database is lost for good: what it knew is noted and stays until an admin says so.
   */
  @Test
  void withoutItsDatabaseWhatIsThereIsSetAsideAndGoesOnlyWhenAsked() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "day-1", 100);
    }
    Path yesterday = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("yesterday"));
    try (Vault vault = desk.open()) {
      for (int i = 0; i < 3; i++) {
        Desk.collected(vault, "day-2-" + i, i);
      }
    }
    put(yesterday, desk.folder);
    fails("vault.role", () -> Vault.setAside(desk.config(), false, OFFICER));
    fails("vault.keys-apart", desk::open);
    // Three people have three keys each: biometric, record, audit.
    assertThat(Vault.setAside(desk.config(), false, Desk.ADMIN))
        .isEqualTo(new SetAsideReport(3, 9, false));
    for (int times = 0; times < 2; times++) {
      try (Vault vault = desk.open()) {
        assertThat(vault.recovered().clean()).isTrue();
        assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).hasSize(4 + times);
        assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
            .isEqualTo(Desk.photo(100));
        Desk.collected(vault, "day-3-" + times, 200 + times);
        assertThat(vault.admin(Desk.ADMIN).check().findings())
            .hasSize(12)
            .allMatch(line -> line.contains("set aside, no"));
        vault.admin(Desk.ADMIN).sweep();
      }
    }
    assertThat(Vault.setAside(desk.config(), true, Desk.ADMIN))
        .isEqualTo(new SetAsideReport(3, 9, true));
    try (Vault vault = desk.open()) {
      assertThat(new SealedFiles(desk.folder, FaultPoints.NONE).all()).hasSize(3);
      assertThat(vault.admin(Desk.ADMIN).check()).isEqualTo(new CheckReport(3, 3, List.of()));
      List<String> leaves = vault.viewer(VIEWER).audit(log -> log.leaves(0, 1000));
      assertThat(leaves)
          .filteredOn(leaf -> leaf.contains("\"RECOVERED\""))
          .hasSize(2)
          .first()
          .asString()
          .contains("\"files\":\"3\",\"keys\":\"9\",\"strays\":\"set-aside\"");
      assertThat(leaves.getLast()).contains("\"strays\":\"destroyed\"");
    }
  }

  @Test
  void theAnchorIsAskedBeforeAnythingElse() throws IOException {
    Desk desk = new Desk(temporary);
    Path anchor = temporary.resolve("anchor.jsonl");
    try (Vault vault = desk.open()) {
      Desk.subject(vault, "day-1");
    }
    Path yesterday = Files.copy(desk.folder.resolve("vault.db"), temporary.resolve("yesterday"));
    try (Vault vault = Vault.open(desk.config().withAnchor(anchor))) {
      // Nothing that a count of files or keys would find.
      vault
          .officer(OFFICER)
          .interacted(vault.viewer(VIEWER).find(new SafeId("day-1")).orElseThrow());
      vault.admin(Desk.ADMIN).anchorLog();
    }
    put(yesterday, desk.folder);
    Map<String, Sha256> before = everything(desk.folder);
    for (boolean reading : List.of(true, false)) {
      MienException said =
          fails(
              "vault.older-database",
              () -> {
                VaultConfig config = desk.config().withAnchor(anchor);
                (reading ? Vault.openToRead(config) : Vault.open(config)).close();
              });
      assertThat(said.getMessage())
          .contains("truncated: anchor 0 has 2 leaves, the log 1", "Put the newest database back");
      assertThat(everything(desk.folder)).isEqualTo(before);
    }
  }

  @Test
  void whoOnlyReadsPutsNothingInOrderAndMakesNothing() throws IOException {
    Desk desk = new Desk(temporary);
    fails("vault.none", () -> Vault.openToRead(desk.config()));
    assertThat(desk.folder).doesNotExist();
    SubjectId id;
    FaultPoints dies =
        step -> {
          if (step == FaultPoints.Step.ROWS_WRITTEN) {
            throw new StackOverflowError("as a death would, without any tidying up");
          }
        };
    try (Vault vault = Vault.open(desk.config(), dies)) {
      id = Desk.consenting(vault, "staff-1");
      try {
        vault.officer(OFFICER).collect(id, Desk.photo(1));
      } catch (StackOverflowError _) {
        // Its file lies there, without a row.
      }
    }
    Map<String, Sha256> before = everything(desk.folder);
    try (Vault vault = Vault.openToRead(desk.config())) {
      assertThat(vault.viewer(VIEWER).manifest(id)).isPresent();
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
    }
    assertThat(everything(desk.folder)).isEqualTo(before);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(1, 1, 0, 0, 0));
      assertThat(vault.viewer(VIEWER).audit(log -> log.leaves(log.size() - 1, 1)).getFirst())
          .contains("\"RECOVERED\"", "\"files\":\"1\"", "\"keys\":\"1\"");
    }
    isWhole(desk);
  }

  /**
   * A folder that is known to be the vault's opens though its only file is gone: to erase the row.
   */
  @Test
  void aVaultWhoseOnlyFileIsGoneStillOpens() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "staff-1", 1);
    }
    Files.delete(new SealedFiles(desk.folder, FaultPoints.NONE).all().getFirst());
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().missingFiles()).isEqualTo(1);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }

  @Test
  void theFolderOfAnotherVaultIsRefused() throws IOException {
    Desk desk = new Desk(temporary);
    Desk other = new Desk(temporary, temporary.resolve("other"));
    try (Vault vault = desk.open();
        Vault stranger = other.open()) {
      Desk.collected(vault, "staff-1", 1);
      Desk.collected(stranger, "staff-2", 2);
    }
    for (String file : List.of("vault.db", "keys/keys.db")) {
      Files.copy(
          other.folder.resolve(file),
          desk.folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Map<String, Sha256> before = everything(desk.folder);
    MienException said = fails("vault.keys-apart", desk::open);
    assertThat(said.getMessage()).contains("is of the vault", "correct the folder");
    // As a folder that an earlier mien made, which does not say whose it is.
    Files.delete(desk.folder.resolve("vault.id"));
    fails("vault.keys-apart", desk::open);
    before.remove("vault.id");
    assertThat(everything(desk.folder)).isEqualTo(before);
    // And with both gone no new vault is made over its files.
    Files.delete(desk.folder.resolve("vault.db"));
    Files.delete(desk.folder.resolve("keys/keys.db"));
    assertThat(fails("vault.keys-apart", desk::open).getMessage()).contains("1 files");
  }
}
