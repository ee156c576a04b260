package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.audit.AuditVerdict;
import mien.vault.audit.SignatureScope;
import mien.vault.config.KeySource;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.RecoveryReport;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are wrong, gone, another vault's, or changed by somebody else: said, nothing lost. */
class WrongKeysTest {

  @TempDir Path temporary;

  @Test
  void aMasterKeyIsWholeAndTheRightOne() throws IOException {
    Desk desk = new Desk(temporary);
    desk.open().close();
    String right = Files.readString(desk.key);
    String hex = right.strip();
    for (String wrong :
        new String[] {
          "", "\n", hex.substring(0, 63), hex + "0", hex.replace(hex.charAt(0), 'g'), "0x" + hex
        }) {
      Files.writeString(desk.key, wrong);
      MienException said = fails("vault.master-key", desk::open);
      assertThat(said.getMessage()).contains("32 bytes or 64 hexadecimal digits", "openssl rand");
      if (wrong.length() > 20) {
        assertThat(said.getMessage()).doesNotContain(wrong.strip().substring(4, 20));
      }
    }
    Files.write(desk.key, HexFormat.of().parseHex(hex.replace('0', '1')));
    fails("vault.wrong-key", desk::open);
    Files.write(desk.key, new byte[8192]);
    fails("vault.master-key", desk::open);
    Files.writeString(desk.key, right);
    isWhole(desk);
  }

  @Test
  void theKeysOfAnotherVaultOpenNothingAndAreNotTouched() throws IOException {
    Desk desk = new Desk(temporary);
    Desk other = new Desk(temporary, temporary.resolve("other"));
    SubjectId id;
    try (Vault vault = desk.open();
        Vault stranger = other.open()) {
      id = Desk.collected(vault, "staff-1", 1);
      Desk.collected(stranger, "staff-2", 2);
    }
    Path keys = desk.folder.resolve("keys/keys.db");
    Path own = Files.copy(keys, temporary.resolve("own"));
    Files.copy(other.folder.resolve("keys/keys.db"), keys, StandardCopyOption.REPLACE_EXISTING);
    MienException said = fails("vault.keys-apart", desk::open);
    assertThat(said.getMessage()).contains("put the right one back", "Nothing was changed");
    Files.copy(own, keys, StandardCopyOption.REPLACE_EXISTING);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered()).isEqualTo(new RecoveryReport(0, 0, 0, 0, 0));
      assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
    }
    isWhole(other);
  }

  /** An empty new file in its place would be taken for the vault by whoever copies a backup. */
  @Test
  void whatIsGoneIsNotMadeAnew() throws IOException {
    Desk desk = new Desk(temporary);
    desk.open().close();
    for (String gone : new String[] {"vault.db", "keys/keys.db"}) {
      Path file = desk.folder.resolve(gone);
      Path aside = Files.move(file, temporary.resolve("aside"));
      MienException said = fails("vault.keys-apart", desk::open);
      assertThat(said.getMessage()).contains(file + " is not there", "put it back");
      fails(
          gone.equals("vault.db") ? "vault.none" : "vault.keys-apart",
          () -> VaultAudit.open(desk.config()));
      assertThat(file).doesNotExist();
      Files.move(aside, file);
    }
    Path elsewhere = temporary.resolve("mistyped");
    fails("vault.keys-apart", () -> Vault.open(desk.config().withKeys(elsewhere)));
    assertThat(elsewhere).doesNotExist();
    isWhole(desk);
  }

  /** As when "mien vault rotate-key" runs beside "mien serve". */
  @Test
  void nothingIsWrappedUnderAKeyThatAnotherProcessReplaced() throws IOException {
    Desk desk = new Desk(temporary);
    Path next = Desk.keyFile(temporary.resolve("next.key"), 8);
    SubjectId id;
    try (Vault stale = desk.open()) {
      id = Desk.collected(stale, "staff-1", 1);
      SubjectId consenting = Desk.consenting(stale, "staff-2");
      try (Vault other = desk.open()) {
        other.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(next));
      }
      for (ThrowingCallable call :
          new ThrowingCallable[] {
            () -> stale.officer(OFFICER).createSubject(new SafeId("staff-3")),
            () -> stale.officer(OFFICER).collect(consenting, Desk.photo(2)),
            () -> stale.viewer(VIEWER).photo(id),
            () -> stale.viewer(VIEWER).manifest(id),
            () -> stale.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(next))
          }) {
        MienException said = fails("vault.key-changed", call);
        assertThat(said.getMessage()).contains("start it again with the new key");
      }
    }
    fails("vault.wrong-key", desk::open);
    Files.copy(next, desk.key, StandardCopyOption.REPLACE_EXISTING);
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().orphanKeys()).isZero();
      assertThat(vault.viewer(VIEWER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
      assertThat(vault.viewer(VIEWER).find(new SafeId("staff-3"))).isEmpty();
    }
    isWhole(desk);
  }

  /** Or whoever then destroys "the old key" destroys the only one. */
  @Test
  void theKeyInUseIsNoNewKey() throws IOException {
    Desk desk = new Desk(temporary);
    char[] words = "correct horse battery".toCharArray();
    try (Vault vault = desk.open()) {
      Path copy = Files.copy(desk.key, temporary.resolve("copy.key"));
      long leaves = Desk.leaves(vault);
      for (Path same : new Path[] {desk.key, copy}) {
        fails(
            "vault.same-key",
            () -> vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(same)));
      }
      fails(
          "vault.master-key",
          () ->
              vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(temporary.resolve("none"))));
      assertThat(Desk.leaves(vault)).as("a slip is no rotation").isEqualTo(leaves);
      vault.admin(ADMIN).changeMasterKey(new KeySource.Passphrase(words));
      fails(
          "vault.same-key",
          () -> vault.admin(ADMIN).changeMasterKey(new KeySource.Passphrase(words)));
      vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(copy));
    }
    isWhole(desk);
  }

  /** The vault opens, its log is sound, and no stray file lies in it. */
  static void isWhole(Desk desk) throws IOException {
    try (Vault vault = desk.open()) {
      assertThat(vault.recovered().missingFiles()).isZero();
      AuditVerdict verdict =
          vault.viewer(VIEWER).audit(log -> log.verify(Optional.empty(), SignatureScope.ALL));
      assertThat(verdict.line()).startsWith("sound: ");
    }
    try (Stream<Path> files = Files.walk(desk.folder)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .allMatch(
              name ->
                  name.matches(
                      "vault[.](db|id|lock|lock-erasing)|keys[.]db|[0-9a-f]{32}[.]sealed"));
    }
  }

  static MienException fails(String code, ThrowingCallable call) {
    MienException[] said = new MienException[1];
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MienException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              said[0] = e;
            });
    return said[0];
  }
}
