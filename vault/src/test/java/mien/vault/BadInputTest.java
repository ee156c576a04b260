package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import mien.core.MienException;
import mien.vault.audit.AuditReader;
import mien.vault.config.KeySource;
import mien.vault.config.VaultConfig;
import mien.vault.fault.VaultFault;
import mien.vault.keep.KeptPhoto;
import mien.vault.open.FaultPoints;
import mien.vault.open.SealedFiles;
import mien.vault.policy.PolicyPack;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.Consent;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clear error, and nothing lost. */
class BadInputTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "a.b",
        "-a",
        "_a",
        "a b",
        "a\nb",
        "a\u0000b",
        "ä",
        "a%2fb",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void aSafeIdIsNoPathAndNoName(String value) {
    assertThatThrownBy(() -> new SafeId(value))
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).isEqualTo("subject.bad-safe-id");
              assertThat(e.blame()).isEqualTo(MienException.Blame.USER);
              if (value.length() > 5) {
                assertThat(e).hasMessageNotContaining(value);
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "../../../../../../../../../../..",
        "0123456789abcdef0123456789abcdeG",
        "0123456789ABCDEF0123456789ABCDEF",
        "0123456789abcdef0123456789abcdef0"
      })
  void aSubjectIdHas32Digits(String value) {
    assertThatThrownBy(() -> new SubjectId(value))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("subject.bad-id"));
  }

  @Test
  void anUnknownSubjectIsSaidToBeUnknown() throws IOException {
    SubjectId nobody = new SubjectId("0".repeat(32));
    try (Vault vault = new Desk(temporary).open()) {
      assertThat(vault.viewer(VIEWER).manifest(nobody)).isEmpty();
      fails("subject.unknown", () -> vault.officer(OFFICER).collect(nobody, new byte[] {1}));
      fails("subject.unknown", () -> vault.viewer(VIEWER).photo(nobody));
      fails(
          "subject.unknown", () -> vault.officer(OFFICER).giveConsent(nobody, Desk.release(vault)));
      fails("subject.unknown", () -> vault.officer(OFFICER).withdrawConsent(nobody));
      fails("subject.unknown", () -> vault.officer(OFFICER).export(nobody));
      fails(
          "subject.unknown",
          () -> vault.officer(OFFICER).erase(nobody, EraseScope.EVERYTHING, EraseReason.REQUEST));
      assertThat(Desk.leaves(vault)).isZero();
    }
  }

  @Test
  void aPhotoHasLimits() throws IOException {
    try (Vault vault = new Desk(temporary).open()) {
      SubjectId id = Desk.consenting(vault, "staff-1");
      fails("photo.too-large", () -> vault.officer(OFFICER).collect(id, new byte[0]));
      fails(
          "photo.too-large",
          () -> vault.officer(OFFICER).collect(id, new byte[KeptPhoto.MOST + 1]));
    }
  }

  @Test
  void theKeyMustNotLieBesideTheDataNorBeReadableByOthers() throws IOException {
    Desk desk = new Desk(temporary);
    Files.createDirectories(desk.folder);
    Path inside = Desk.keyFile(desk.folder.resolve("master.key"), 7);
    fails("vault.master-key", () -> open(desk, new KeySource.KeyFile(inside)));
    Path link = Files.createSymbolicLink(temporary.resolve("link.key"), inside);
    fails("vault.master-key", () -> open(desk, new KeySource.KeyFile(link)));
    Files.setPosixFilePermissions(desk.key, PosixFilePermissions.fromString("rw-r-----"));
    fails("vault.master-key", () -> desk.open());
    Files.delete(desk.key);
    fails("vault.master-key", () -> desk.open());
    Files.writeString(desk.key, "not a key\n");
    Files.setPosixFilePermissions(desk.key, PosixFilePermissions.fromString("rw-------"));
    fails("vault.master-key", () -> desk.open());
    fails("vault.master-key", () -> open(desk, new KeySource.Credential("key", Map.of())));
    fails("vault.master-key", () -> open(desk, new KeySource.Passphrase("short".toCharArray())));
  }

  @Test
  void theKeyMayComeFromSystemdOrAPassphrase() throws IOException {
    Desk desk = new Desk(temporary);
    Path credentials = Files.createDirectory(temporary.resolve("credentials"));
    Desk.keyFile(credentials.resolve("vault-key"), 7);
    KeySource credential =
        new KeySource.Credential(
            "vault-key", Map.of("CREDENTIALS_DIRECTORY", credentials.toString()));
    SubjectId id;
    try (Vault vault = open(desk, credential)) {
      id = Desk.collected(vault, "staff-1", 1);
      vault
          .admin(Desk.ADMIN)
          .changeMasterKey(new KeySource.Passphrase("correct horse battery".toCharArray()));
    }
    fails("vault.wrong-key", () -> open(desk, credential));
    fails(
        "vault.wrong-key",
        () -> open(desk, new KeySource.Passphrase("correct horse batterx".toCharArray())));
    try (Vault vault =
        open(desk, new KeySource.Passphrase("correct horse battery".toCharArray()))) {
      assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
    }
  }

  private static Vault open(Desk desk, KeySource key) {
    return Vault.open(
        VaultConfig.embedded(desk.folder, key, PolicyPack.named("biometric_v1"), Desk.ORGANIZATION)
            .withClock(desk.clock));
  }

  @Test
  void aNewerSchemaAndAChangedOneAreRefused() throws IOException {
    Desk desk = new Desk(temporary);
    desk.open().close();
    RawRows raw = new RawRows(desk.folder);
    raw.change("INSERT INTO schema_version VALUES (99, 'V99__later.sql', '', 0)");
    fails("vault.newer-schema", () -> desk.open());
    raw.change("DELETE FROM schema_version WHERE version = 99");
    desk.open().close();
    raw.change("UPDATE schema_version SET sha256 = 'other' WHERE version = 1");
    fails("vault.other-schema", () -> desk.open());
  }

  @Test
  void keysAreNotDestroyedBecauseAnotherDatabaseLiesThere() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "staff-1", 1);
    }
    Path rows = desk.folder.resolve("vault.db");
    Path aside = temporary.resolve("aside");
    Files.move(rows, aside);
    fails("vault.keys-apart", () -> desk.open());
    Files.move(aside, rows, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path keys = desk.folder.resolve("keys/keys.db");
    Files.move(keys, aside);
    fails("vault.keys-apart", () -> desk.open());
    Files.move(aside, keys, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
      assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
    }
  }

  @Test
  void aSlipInTheSettingsDoesNotChangeThePolicy() throws IOException {
    Desk desk = new Desk(temporary);
    Vault.open(desk.config("personal")).close();
    fails("policy.other", () -> desk.open());
    try (VaultAudit audit = VaultAudit.open(desk.config())) {
      assertThat(audit.read(AuditReader::size)).isEqualTo(0L);
    }
    try (Vault vault = Vault.open(desk.config("personal"))) {
      assertThat(Desk.leaves(vault)).isZero();
    }
    try (Vault vault = Vault.open(desk.config().accepting(PolicyPack.named("biometric_v1")))) {
      assertThat(Desk.leaves(vault)).as("a change on purpose is a leaf").isEqualTo(1);
    }
    desk.open().close();
    fails(
        "vault.none", () -> VaultAudit.open(new Desk(temporary, temporary.resolve("x")).config()));
  }

  /** Whoever withdraws must not hear that nothing was changed. */
  @Test
  void aWithdrawalThatCouldNotEraseSaysWhatIsTrueAndTheSweepEndsIt() throws IOException {
    Desk desk = new Desk(temporary);
    boolean[] full = {false};
    FaultPoints faults =
        step -> {
          if (full[0] && step == FaultPoints.Step.ROWS_DELETED) {
            throw new MienException(VaultFault.DISK_FULL, "full");
          }
        };
    try (Vault vault = Vault.open(desk.config(), faults)) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      full[0] = true;
      fails("consent.withdrawn-only", () -> vault.officer(OFFICER).withdrawConsent(id));
      full[0] = false;
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().consentState())
          .hasValue(Consent.State.WITHDRAWN);
      vault.admin(Desk.ADMIN).sweep();
      assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.NothingHeld.class);
    }
  }

  @Test
  void aClosedVaultSaysSo() throws IOException {
    Vault vault = new Desk(temporary).open();
    vault.close();
    fails("vault.closed", () -> vault.officer(OFFICER).createSubject(new SafeId("a")));
    fails("vault.closed", () -> vault.viewer(VIEWER).find(new SafeId("a")));
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws IOException {
    Desk desk = new Desk(temporary);
    desk.open().close();
    for (String name : List.of("keys/keys.db", "vault.db")) {
      Path file = desk.folder.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Desk.bytes(20_000, 3));
      fails("vault.damaged", () -> desk.open());
      Files.write(file, whole);
    }
    desk.open().close();
  }

  @Test
  void aChangedPhotoFileIsNoticed() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      Path file = new SealedFiles(desk.folder, FaultPoints.NONE).all().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      long leaves = Desk.leaves(vault);
      fails("vault.unsealable", () -> vault.viewer(VIEWER).photo(id));
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      // It can still be erased: a damaged photo must not stand in the way.
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }

  @Test
  void aFullDiskIsSaidAndNothingIsLost() throws Exception {
    Path disk = mounted("size=3m");
    try {
      Desk desk = new Desk(temporary, disk.resolve("vault"));
      SubjectId id;
      try (Vault vault = desk.open()) {
        id = Desk.collected(vault, "staff-1", 1);
        long leaves = Desk.leaves(vault);
        fails("vault.disk-full", () -> vault.officer(OFFICER).collect(id, new byte[8 << 20]));
        // Full to the last block: the database cannot grow either.
        fill(disk.resolve("filler"));
        fails("vault.disk-full", () -> createUntilFull(vault));
        Files.delete(disk.resolve("filler"));
        assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
            .isEqualTo(Desk.photo(1));
        assertThat(Desk.leaves(vault)).isGreaterThanOrEqualTo(leaves + 1);
      }
      try (Vault vault = desk.open()) {
        assertThat(vault.recovered().missingFiles()).isZero();
        assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void createUntilFull(Vault vault) {
    for (int i = 0; i < 2000; i++) {
      Desk.subject(vault, "filling-" + i);
    }
  }

  private static void fill(Path file) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException _) {
      assertThat(file).exists();
    }
  }

  @Test
  void aReadOnlyDiskIsSaid() throws Exception {
    Path disk = mounted("size=8m");
    try {
      Desk desk = new Desk(temporary, disk.resolve("vault"));
      try (Vault vault = desk.open()) {
        Desk.collected(vault, "staff-1", 1);
      }
      run("mount", "-o", "remount,ro", disk.toString());
      fails("vault.read-only", () -> desk.open());
      run("mount", "-o", "remount,rw", disk.toString());
      try (Vault vault = desk.open()) {
        assertThat(vault.viewer(VIEWER).find(new SafeId("staff-1"))).isPresent();
      }
    } finally {
      run("umount", disk.toString());
    }
  }

  private Path mounted(String options) throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    int code = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
    assumeTrue(code == 0, "a full and a read-only disk were not tested: only root may mount one");
    return disk;
  }

  private static int run(String... words) throws Exception {
    Process process =
        new ProcessBuilder(List.of(words))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor();
  }

  private static void fails(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MienException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
