package mien.vault;

import static mien.vault.Desk.ADMIN;
import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.vault.record.CheckReport;
import mien.vault.record.CollectOutcome;
import mien.vault.record.Refusal;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can write the database cannot make a release, lengthen one or take a withdrawal back. */
class ForgedReleaseTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE consent SET withdrawn_at = NULL",
        "UPDATE consent SET withdrawn_at = NULL, bound = NULL",
        "UPDATE consent SET withdrawn_at = NULL, expires_at = expires_at + 1",
        "UPDATE consent SET withdrawn_at = NULL, given_at = given_at + 86400000"
      })
  void aWithdrawalThatWasTakenBackInTheRowsGivesNothing(String tampering) throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.consenting(vault, "staff-1");
      vault.officer(OFFICER).withdrawConsent(id);
      new RawRows(desk.folder).change(tampering);
      long leaves = Desk.leaves(vault);
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(1)))
          .isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_ALTERED));
      assertThat(Desk.leaves(vault)).isEqualTo(leaves);
      assertThat(vault.admin(ADMIN).check().findings())
          .anyMatch(line -> line.contains("its row is not the one that was signed"))
          .anyMatch(line -> line.contains("the log says"));
    }
    // Nor is it taken for a row of an earlier mien at the next opening.
    try (Vault vault = desk.open()) {
      SubjectId id = vault.viewer(VIEWER).find(new SafeId("staff-1")).orElseThrow();
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(1)))
          .isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_ALTERED));
    }
  }

  @Test
  void aLongerTermAndAnotherTextAreNoRelease() throws IOException {
    Desk desk = new Desk(temporary);
    for (String tampering :
        List.of(
            "UPDATE consent SET expires_at = expires_at + 315360000000",
            "UPDATE consent SET text_sha256 = zeroblob(32)",
            "UPDATE consent SET purpose = 'another-one'")) {
      try (Vault vault = desk.open()) {
        SubjectId id = Desk.consenting(vault, "staff-" + Integer.toHexString(tampering.hashCode()));
        new RawRows(desk.folder).change(tampering + " WHERE subject_id = '" + id + "'");
        assertThat(vault.officer(OFFICER).collect(id, Desk.photo(1)))
            .isEqualTo(new CollectOutcome.Refused(Refusal.CONSENT_ALTERED));
      }
    }
  }

  /** An old row with its own binding is put back: only the log knows. */
  @Test
  void aRowOfBeforeTheWithdrawalIsFoundByTheLog() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.consenting(vault, "staff-1");
      byte[] bound =
          new RawRows(desk.folder).blob("SELECT bound FROM consent WHERE subject_id = ?", id);
      vault.officer(OFFICER).withdrawConsent(id);
      new RawRows(desk.folder)
          .change(
              "UPDATE consent SET withdrawn_at = NULL, bound = x'"
                  + java.util.HexFormat.of().formatHex(bound)
                  + "'");
      assertThat(vault.admin(ADMIN).check().findings())
          .singleElement()
          .asString()
          .contains("the log says that it was withdrawn at");
    }
  }

  /** Whoever can write the database moves a clock, or takes a hold away: the log tells. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hold_placed_at = NULL, hold_sealed = NULL; says that it was put under a legal hold at",
        "hold_placed_at = hold_placed_at - 86400000; says that it was put under a legal hold at",
        "last_interaction_at = last_interaction_at + 86400000; says that the person last dealt with you at",
        "purpose_satisfied_at = NULL; says that the purpose was satisfied at",
        "purpose_satisfied_at = purpose_satisfied_at + 2000; says that the purpose was satisfied at",
        "created_at = created_at - 5000; says that the person was entered at",
      })
  void holdsAndClocksThatWereMovedAreFoundByTheLog(String tampering, String finding)
      throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-1", 1);
      vault.admin(ADMIN).placeHold(id, "case 1");
      vault.admin(ADMIN).liftHold(id);
      desk.clock.move(java.time.Duration.ofDays(1));
      vault.admin(ADMIN).placeHold(id, "case 2");
      vault.officer(OFFICER).purposeSatisfied(id);
      vault.officer(OFFICER).interacted(id);
      assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(1, 1, List.of()));
      new RawRows(desk.folder).change("UPDATE subject SET " + tampering);
      assertThat(vault.admin(ADMIN).check().findings())
          .singleElement()
          .asString()
          .startsWith("subject " + id + ": the log " + finding);
    }
  }

  @Test
  void aHoldThatWasForgedAndAPhotoThatWasTakenOutAreFoundByTheLog() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId held = Desk.consenting(vault, "staff-1");
      vault.admin(ADMIN).placeHold(held, "case 1");
      byte[] sealed =
          new RawRows(desk.folder)
              .blob("SELECT hold_sealed FROM subject WHERE subject_id = ?", held);
      vault.admin(ADMIN).liftHold(held);
      new RawRows(desk.folder)
          .change(
              "UPDATE subject SET hold_placed_at = 1000, hold_sealed = x'"
                  + java.util.HexFormat.of().formatHex(sealed)
                  + "'");
      assertThat(vault.admin(ADMIN).check().findings())
          .singleElement()
          .asString()
          .contains("the log does not say that it was put under a legal hold");
      new RawRows(desk.folder)
          .change("UPDATE subject SET hold_placed_at = NULL, hold_sealed = NULL");
      SubjectId other = Desk.collected(vault, "staff-2", 2);
      new RawRows(desk.folder).change("DELETE FROM collection");
      assertThat(vault.admin(ADMIN).check().findings())
          .singleElement()
          .asString()
          .startsWith("subject " + other + ": the log says that a photo was kept at");
    }
  }

  @Test
  void aCheckOpensEverythingThatIsHeld() throws IOException {
    Desk desk = new Desk(temporary);
    try (Vault vault = desk.open()) {
      SubjectId one = Desk.collected(vault, "staff-1", 1);
      SubjectId two = Desk.collected(vault, "staff-2", 2);
      assertThat(vault.admin(ADMIN).check()).isEqualTo(new CheckReport(2, 2, List.of()));
      Path file =
          desk.folder.resolve(
              vault
                  .viewer(VIEWER)
                  .manifest(one)
                  .orElseThrow()
                  .biometricCollection()
                  .orElseThrow()
                  .facts()
                  .dataPath());
      byte[] sealed = Files.readAllBytes(file);
      sealed[1000] ^= 1;
      Files.write(file, sealed);
      new RawRows(desk.folder)
          .change(
              "DELETE FROM mien_keys.subject_key WHERE kind = 'audit' AND subject_id = '"
                  + two
                  + "'");
      assertThat(vault.admin(ADMIN).check().findings())
          .anyMatch(line -> line.startsWith("photo ") && line.contains("vault.unsealable"))
          .anyMatch(line -> line.equals("audit key of " + two + ": is missing"));
    }
  }
}
