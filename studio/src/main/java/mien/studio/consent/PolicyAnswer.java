package mien.studio.consent;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import mien.json.Member;
import mien.vault.config.Role;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Disclosed;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.policy.Purpose;

/** What is told of the desk and its policy. */
final class PolicyAnswer {

  private PolicyAnswer() {}

  /** The policy in force. */
  record Policy(
      @Member("Its name.") String pack,
      @Member("Of the release; 0 where none is needed.") int version,
      @Member("Name and version of the retention schedule.") String schedule,
      @Member(size = {1, 3}) List<Disclosed> keeps,
      Controller organisation,
      @Member("The published policy; markdown.") String text,
      @Member("SHA-256 of the text.") String hash,
      Optional<ReleaseForm> release) {}

  /** Who keeps the photos. */
  record Controller(
      @Member("Who keeps the photos.") String name,
      @Member("Where a person turns to.") String contact) {

    static Controller of(Organization organization) {
      return new Controller(organization.name(), organization.contact());
    }
  }

  /** What is signed. */
  record ReleaseForm(
      @Member("Name and version.") String template,
      @Member("What is signed; markdown.") String text,
      @Member("Goes back with the signature.") String textHash,
      @Member(size = {1, 20}) List<String> purposes,
      @Member("How long it holds; ISO 8601, as P3Y.") Period term) {

    static ReleaseForm of(ConsentForm form) {
      return new ReleaseForm(
          form.template().value(),
          form.text(),
          form.hash().hex(),
          form.purposes().stream().map(Purpose::value).toList(),
          form.term());
    }
  }

  /** In a fixed order. */
  static List<Disclosed> keeps(PolicyPack pack) {
    return pack.keeps().stream().sorted().toList();
  }

  /** A text that was signed. */
  record SignedText(
      @Member("SHA-256 of the text.") String textHash,
      @Member("What was signed; markdown.") String text) {}

  /** The desk, for one of its staff. */
  record Desk(
      Who actor,
      @Member("The policy.") String pack,
      Controller organisation,
      @Member(size = {1, 3}) List<Disclosed> keeps,
      @Member("Whether a photo needs a signed release.") boolean releaseNeeded,
      @Member("Whether photos are compared with stored data.") boolean canCompare,
      LogAnswer.Check check,
      Optional<Round> lastSweep,
      Instant nextSweepAt) {}

  /** Who asks. */
  record Who(Role role, @Member("Of the key.") String id) {}

  /** A daily round that was made. */
  record Round(
      Instant at,
      @Member("Whether all that was due was destroyed.") boolean done,
      @Member("Of the fault.") Optional<String> code,
      @Member("In words.") Optional<String> meaning) {

    static Round of(Chores.Round round) {
      return new Round(
          round.at(),
          round.failure().isEmpty(),
          round.failure().map(Chores.Failure::code),
          round.failure().map(Chores.Failure::words));
    }
  }
}
