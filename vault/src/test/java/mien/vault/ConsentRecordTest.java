package mien.vault;

import static mien.vault.Desk.OFFICER;
import static mien.vault.Desk.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mien.core.MienException;
import mien.vault.record.CollectOutcome;
import mien.vault.record.ConsentOutcome;
import mien.vault.record.EraseOutcome;
import mien.vault.record.EraseReason;
import mien.vault.record.EraseScope;
import mien.vault.subject.Consent;
import mien.vault.subject.Release;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be shown later: who agreed in whose name, and what moved a clock. */
class ConsentRecordTest {

  @TempDir Path temporary;
  private Desk desk;

  @BeforeEach
  void desk() throws IOException {
    desk = new Desk(temporary);
  }

  @Test
  void whatMovesAClockIsALeafUnderTheSubjectsPseudonym() {
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.collected(vault, "staff-20", 1);
      SubjectId other = Desk.collected(vault, "staff-21", 2);
      Instant first = desk.clock.instant();
      vault.officer(OFFICER).interacted(id);
      vault.officer(OFFICER).purposeSatisfied(id);
      desk.clock.move(Duration.ofDays(9));
      vault.officer(OFFICER).purposeSatisfied(id);
      assertThat(vault.viewer(VIEWER).manifest(id).orElseThrow().clocks().purposeSatisfied())
          .as("said again, it puts nothing off")
          .contains(first);
      String pseudonym = vault.officer(OFFICER).pseudonym(id).hex();
      assertThat(vault.officer(OFFICER).pseudonym(other).hex()).isNotEqualTo(pseudonym);
      List<String> leaves = vault.viewer(VIEWER).audit(log -> log.leaves(0, 100));
      assertThat(leaves.stream().filter(leaf -> leaf.contains(pseudonym)))
          .extracting(leaf -> leaf.replaceAll("\\{\"action\":\"([A-Z_]+)\".*", "$1"))
          .containsExactly(
              "SUBJECT_CREATED",
              "CONSENT_GIVEN",
              "PHOTO_COLLECTED",
              "INTERACTED",
              "PURPOSE_SATISFIED");
      assertThatThrownBy(() -> vault.officer(VIEWER).pseudonym(id))
          .isInstanceOf(MienException.class);
      vault.officer(OFFICER).erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST);
      assertThatThrownBy(() -> vault.officer(OFFICER).pseudonym(id))
          .as("nobody can tell any more whose they were")
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("subject.unknown"));
    }
  }

  @Test
  void aRepresentativeIsKeptAsOneAndTheLogDoesNotSaySo() {
    try (Vault vault = desk.open()) {
      SubjectId id = Desk.subject(vault, "pupil-1");
      Release own = Desk.release(vault);
      Release guardian =
          new Release(
              own.purpose(),
              own.textHash(),
              "Zenobia Guardian",
              Release.Capacity.REPRESENTATIVE,
              own.method(),
              own.evidence());
      Consent given =
          ((ConsentOutcome.Given) vault.officer(OFFICER).giveConsent(id, guardian)).consent();
      assertThat(given.capacity()).isEqualTo(Release.Capacity.REPRESENTATIVE);
      assertThat(vault.officer(OFFICER).collect(id, Desk.photo(1)))
          .isInstanceOf(CollectOutcome.Collected.class);
      // The latest release decides, whoever signs: a pupil who came of age signs for themself.
      desk.clock.move(Duration.ofDays(1));
      vault.officer(OFFICER).giveConsent(id, own);
      assertThat(vault.officer(OFFICER).export(id).manifest().consents())
          .extracting(Consent::signer, Consent::capacity)
          .containsExactly(
              tuple(Desk.SIGNER, Release.Capacity.SUBJECT),
              tuple("Zenobia Guardian", Release.Capacity.REPRESENTATIVE));
      List<String> leaves = vault.viewer(VIEWER).audit(log -> log.leaves(0, 100));
      assertThat(leaves).hasSize(5);
      EraseOutcome gone =
          vault.officer(OFFICER).erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST);
      String receipt = ((EraseOutcome.Erased) gone).receipt().text();
      assertThat(String.join("\n", leaves) + receipt)
          .doesNotContainIgnoringCase("representative", "guardian");
    }
  }
}
