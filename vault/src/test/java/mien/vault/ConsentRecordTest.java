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
      vault.interacted(id, OFFICER);
      vault.purposeSatisfied(id, OFFICER);
      desk.clock.move(Duration.ofDays(9));
      vault.purposeSatisfied(id, OFFICER);
      assertThat(vault.manifest(id, VIEWER).orElseThrow().clocks().purposeSatisfied())
          .as("said again, it puts nothing off")
          .contains(first);
      String pseudonym = vault.pseudonym(id, OFFICER).hex();
      assertThat(vault.pseudonym(other, OFFICER).hex()).isNotEqualTo(pseudonym);
      List<String> leaves = vault.audit(log -> log.leaves(0, 100), VIEWER);
      assertThat(leaves.stream().filter(leaf -> leaf.contains(pseudonym)))
          .extracting(leaf -> leaf.replaceAll("\\{\"action\":\"([A-Z_]+)\".*", "$1"))
          .containsExactly(
              "SUBJECT_CREATED",
              "CONSENT_GIVEN",
              "PHOTO_COLLECTED",
              "INTERACTED",
              "PURPOSE_SATISFIED");
      assertThatThrownBy(() -> vault.pseudonym(id, VIEWER)).isInstanceOf(MienException.class);
      vault.erase(id, EraseScope.EVERYTHING, EraseReason.REQUEST, OFFICER);
      assertThatThrownBy(() -> vault.pseudonym(id, OFFICER))
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
      Consent given = ((ConsentOutcome.Given) vault.giveConsent(id, guardian, OFFICER)).consent();
      assertThat(given.capacity()).isEqualTo(Release.Capacity.REPRESENTATIVE);
      assertThat(vault.collect(id, Desk.photo(1), OFFICER))
          .isInstanceOf(CollectOutcome.Collected.class);
      // The latest release decides, whoever signs: a pupil who came of age signs for themself.
      desk.clock.move(Duration.ofDays(1));
      vault.giveConsent(id, own, OFFICER);
      assertThat(vault.export(id, OFFICER).manifest().consents())
          .extracting(Consent::signer, Consent::capacity)
          .containsExactly(
              tuple(Desk.SIGNER, Release.Capacity.SUBJECT),
              tuple("Zenobia Guardian", Release.Capacity.REPRESENTATIVE));
      List<String> leaves = vault.audit(log -> log.leaves(0, 100), VIEWER);
      assertThat(leaves).hasSize(5);
      EraseOutcome gone = vault.erase(id, EraseScope.BIOMETRIC, EraseReason.REQUEST, OFFICER);
      String receipt = ((EraseOutcome.Erased) gone).receipt().text();
      assertThat(String.join("\n", leaves) + receipt)
          .doesNotContainIgnoringCase("representative", "guardian");
    }
  }
}
