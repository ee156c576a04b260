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
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mien.core.MienException;
import mien.vault.config.KeySource;
import mien.vault.config.VaultConfig;
import mien.vault.policy.PolicyPack;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.record.KeepOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.record.References;
import mien.vault.record.SetAsideReport;
import mien.vault.record.SweepReport;
import mien.vault.subject.EmbeddingUse;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup from before an erasure still says, by which of its parts were kept. */
class SilentBackupTest {

  @TempDir Path temporary;

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** A vault with one photo, backed up, and erased afterwards. */
  private SubjectId erasedSince(Desk desk, Path backup) throws IOException {
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "staff-1", 1);
    }
    copy(desk.folder, backup);
    try (Vault vault = desk.open()) {
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
    return id;
  }

  @Test
  void withoutItsOldKeysABackupSaysNothingOfWhoWasErased() throws IOException {
    Desk desk = new Desk(temporary);
    Path backup = temporary.resolve("backup");
    Path keys = temporary.resolve("keys-of-today");
    SubjectId id = erasedSince(desk, backup);
    copy(desk.folder.resolve("keys"), keys);
    copy(backup, desk.folder);
    copy(keys, desk.folder.resolve("keys"));
    try (Vault vault = desk.open()) {
      assertThatThrownBy(() -> vault.viewer(VIEWER).photo(id))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("vault.key-missing"));
      assertThatThrownBy(() -> vault.officer(OFFICER).export(id)).isInstanceOf(MienException.class);
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .as("and it can be erased again")
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }

  @Test
  void withThemItSpeaksUntilTheMasterKeyIsChangedAndTheOldOneDestroyed() throws IOException {
    Desk desk = new Desk(temporary);
    Path backup = temporary.resolve("backup");
    SubjectId id = erasedSince(desk, backup);
    Path next = Desk.keyFile(temporary.resolve("next.key"), 8);
    try (Vault vault = desk.open()) {
      vault.admin(ADMIN).changeMasterKey(new KeySource.KeyFile(next));
    }
    copy(backup, desk.folder);
    try (Vault vault = desk.open()) {
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
          .isEqualTo(Desk.photo(1));
    }
    Files.copy(next, desk.key, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(desk::open)
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("vault.wrong-key"));
  }

  /**
   * The backup of before, with the keys of today, which are of another generation: the vault opens
   * once they are set aside, and neither the embedding of before nor the photo beside it opens.
   */
  @Test
  void anEmbeddingThatWasMadeAgainIsSilentInBackups() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id =
        backedUp(
            desk,
            (vault, one) ->
                assertThat(
                        vault
                            .officer(OFFICER)
                            .remakeReference(one, _ -> Optional.of(Desk.embedding(2))))
                    .get()
                    .isInstanceOf(KeepOutcome.Kept.class));
    isSilent(desk, id);
  }

  /** What the policy does not disclose goes with its key; the photo that stays has a new one. */
  @Test
  void whatThePolicyDoesNotDiscloseIsSilentInBackups() throws IOException {
    Desk desk = new Desk(temporary);
    SubjectId id = backedUp(desk, (_, _) -> {});
    Path keys = temporary.resolve("keys-of-today");
    Path backup = temporary.resolve("backup");
    VaultConfig back = desk.config().accepting(PolicyPack.named("biometric_v1"));
    copy(desk.folder, backup);
    try (Vault vault = Vault.open(back)) {
      assertThat(vault.admin(ADMIN).sweep().entries())
          .extracting(SweepReport.Entry::scope)
          .containsExactly(EraseScope.DERIVED);
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
          .isEqualTo(Desk.photo(1));
    }
    copy(desk.folder.resolve("keys"), keys);
    copy(backup, desk.folder);
    copy(keys, desk.folder.resolve("keys"));
    isSilent(desk, id);
  }

  @FunctionalInterface
  private interface Since {
    void happens(Vault vault, SubjectId id);
  }

  /** A photo and its embedding, backed up; since then something happened, and keys are today's. */
  private SubjectId backedUp(Desk desk, Since since) throws IOException {
    Path backup = temporary.resolve("backup-of-before");
    Path keys = temporary.resolve("keys-of-after");
    SubjectId id;
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      id = Desk.collected(vault, "staff-1", 1);
      vault.officer(OFFICER).keepEmbedding(id, EmbeddingUse.REFERENCE, Desk.embedding(1));
    }
    copy(desk.folder, backup);
    try (Vault vault = Vault.open(desk.config("biometric_v2"))) {
      since.happens(vault, id);
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
          .isEqualTo(Desk.photo(1));
    }
    copy(desk.folder.resolve("keys"), keys);
    copy(backup, desk.folder);
    copy(keys, desk.folder.resolve("keys"));
    return id;
  }

  private static void isSilent(Desk desk, SubjectId id) {
    VaultConfig config = desk.config("biometric_v2");
    Vault.setAside(config, false, ADMIN);
    try (Vault vault = Vault.open(config)) {
      References found = vault.viewer(VIEWER).references(id, Desk.MODEL);
      assertThat(found.usable()).isEmpty();
      assertThat(found.unusable())
          .singleElement()
          .extracting(References.Unusable::why)
          .isEqualTo(new References.Why.Damaged());
      WrongKeysTest.fails("vault.key-missing", () -> vault.viewer(VIEWER).photo(id));
    }
  }

  /** A backup of before holds the photo, and the keys of today do not open it. */
  @Test
  void aPhotoThatWasReplacedIsSilentInBackups() throws IOException {
    Desk desk = new Desk(temporary);
    Path backup = temporary.resolve("backup");
    Path keys = temporary.resolve("keys-of-today");
    SubjectId id;
    try (Vault vault = desk.open()) {
      id = Desk.collected(vault, "staff-1", 1);
    }
    copy(desk.folder, backup);
    try (Vault vault = desk.open()) {
      vault.officer(OFFICER).collect(id, Desk.photo(2));
      assertThat(((PhotoOutcome.Photo) vault.viewer(VIEWER).photo(id)).bytes())
          .isEqualTo(Desk.photo(2));
    }
    copy(desk.folder.resolve("keys"), keys);
    copy(backup, desk.folder);
    copy(keys, desk.folder.resolve("keys"));
    // The new photo's key is none that the old database knows.
    WrongKeysTest.fails("vault.keys-apart", desk::open);
    assertThat(Vault.setAside(desk.config(), false, ADMIN))
        .isEqualTo(new SetAsideReport(0, 1, false));
    try (Vault vault = desk.open()) {
      WrongKeysTest.fails("vault.key-missing", () -> vault.viewer(VIEWER).photo(id));
      assertThat(vault.admin(ADMIN).check().findings())
          .contains(
              "biometric key of " + id + ": set aside, no subject has it",
              "biometric key of " + id + ": is missing");
    }
    assertThat(Vault.setAside(desk.config(), true, ADMIN))
        .isEqualTo(new SetAsideReport(0, 1, true));
    try (Vault vault = desk.open()) {
      assertThat(vault.admin(ADMIN).check().findings())
          .containsExactly("biometric key of " + id + ": is missing");
      assertThat(vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST))
          .isInstanceOf(EraseOutcome.Erased.class);
    }
  }
}
