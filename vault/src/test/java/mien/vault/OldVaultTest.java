package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import mien.core.MienException;
import mien.vault.audit.SignatureScope;
import mien.vault.erase.Fingerprints;
import mien.vault.open.SealedFiles;
import mien.vault.record.CheckReport;
import mien.vault.record.CollectOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vault that was written with the schema of 2026-11-30 ({@code V3}): it opens, verifies and
 * erases. Its photos are bytes drawn at random.
 */
class OldVaultTest {

  /** When its last row was written, and a little. */
  static final Instant THEN = Instant.parse("2026-11-30T09:10:00Z");

  @TempDir Path temporary;
  Desk desk;

  @BeforeEach
  void unpack() throws IOException {
    unpack("sqlite.zip", temporary);
    desk = new Desk(temporary);
    desk.clock.set(THEN);
  }

  static void unpack(String name, Path to) throws IOException {
    try (InputStream bytes = OldVaultTest.class.getResourceAsStream("schema3/" + name);
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = to.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  @Test
  void itOpensVerifiesAndErases() {
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      is(vault);
    }
    assertThat(desk.folder.resolve("vault.id")).exists();
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      assertThat(vault.recovered().clean()).isTrue();
    }
  }

  /** What the fixture holds: two photos, one of them under a hold, and an interrupted erasure. */
  static void is(Vault vault) {
    assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 1, 0));
    assertThat(
            vault
                .viewer(VIEWER)
                .audit(log -> log.verify(Optional.empty(), SignatureScope.ALL))
                .line())
        .startsWith("sound: ");
    assertThat(vault.viewer(VIEWER).list("", "", 10))
        .extracting(one -> one.safeId().value())
        .containsExactly("old-1", "old-2", "old-3");
    SubjectId one = vault.viewer(VIEWER).find(new SafeId("old-1")).orElseThrow();
    assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(one)).bytes())
        .isEqualTo(Desk.bytes(3000, 1));
    assertThat(vault.viewer(VIEWER).references(one, Desk.MODEL).usable())
        .as("its release was bound, as the log says that it was given")
        .hasSize(1);
    assertThat(vault.signedText(vault.consentForm().orElseThrow().hash())).isPresent();
    assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(3, 2, List.of()));
    assertThat(vault.officer(OFFICER).erase(one, EraseScope.EVERYTHING, EraseReason.REQUEST))
        .isInstanceOfSatisfying(
            EraseOutcome.Erased.class,
            erased ->
                assertThat(erased.receipt().text())
                    .contains("photographs: 1\n", "embeddings: 1\n", "consents: 1\n"));
    SubjectId two = vault.viewer(VIEWER).find(new SafeId("old-2")).orElseThrow();
    assertThat(vault.viewer(VIEWER).manifest(two).orElseThrow().legalHold()).isPresent();
    assertThat(vault.officer(OFFICER).erase(two, EraseScope.BIOMETRIC, EraseReason.REQUEST))
        .isInstanceOf(EraseOutcome.OnHold.class);
    vault.admin(ADMIN).liftHold(two);
    assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(two)).bytes())
        .isEqualTo(Desk.bytes(3200, 3));
    assertThat(vault.officer(OFFICER).collect(two, Desk.photo(9)))
        .isInstanceOf(CollectOutcome.Collected.class);
    assertThat(vault.officer(OFFICER).erase(two, EraseScope.EVERYTHING, EraseReason.REQUEST))
        .isInstanceOf(EraseOutcome.Erased.class);
  }

  /**
   * An erasure of the earlier mien died when the rows were gone and its files were not: they are
   * known by their fingerprints, however many there are, and go with the erasure's end.
   */
  @Test
  void filesOfAnErasureThatWasInterruptedAreKnownByTheirFingerprints() throws IOException {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    Path[] files = new Path[3];
    for (int i = 0; i < files.length; i++) {
      files[i] = desk.folder.resolve(SealedFiles.path(Integer.toString(i).repeat(32)));
      Files.createDirectories(files[i].getParent());
      Files.write(files[i], Desk.bytes(3000, 40 + i));
      taker.take(Desk.bytes(3000, 40 + i));
    }
    new RawRows(desk.folder)
        .change(
            "UPDATE erasure SET fingerprints = x'"
                + java.util.HexFormat.of().formatHex(taker.all().bytes())
                + "' WHERE receipt IS NULL");
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(3, 0, 0, 1, 0));
      assertThat(files).allSatisfy(file -> assertThat(file).doesNotExist());
      assertThat(vault.admin(ADMIN).check().whole()).isTrue();
    }
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      assertThat(vault.recovered().clean()).isTrue();
    }
  }

  /** What a crash of an earlier mien left is noted and stays; more is refused. */
  @Test
  void whatOneCrashCouldLeaveIsNotedAndMoreIsRefused() throws IOException {
    Path one = desk.folder.resolve(SealedFiles.path("a".repeat(32)));
    Path two = desk.folder.resolve(SealedFiles.path("b".repeat(32)));
    for (Path file : new Path[] {one, two}) {
      Files.createDirectories(file.getParent());
      Files.write(file, Desk.bytes(100, 5));
    }
    assertThatThrownBy(() -> Vault.open(desk.config("biometric_v2")))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("vault.keys-apart");
              assertThat(e.getMessage()).contains("2 files and the keys of 0 people");
            });
    Files.delete(two);
    for (int times = 0; times < 2; times++) {
      Vault.open(desk.config("biometric_v2")).close();
      assertThat(one).exists();
    }
    Files.createDirectories(two.getParent());
    Files.write(two, Desk.bytes(100, 5));
    assertThatThrownBy(() -> Vault.open(desk.config("biometric_v2")))
        .as("what appears afterwards is no crash's")
        .isInstanceOf(MienException.class);
    assertThat(two).exists();
  }
}
