package mien.studio.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mien.studio.frame.JobJournal;
import mien.studio.frame.Jobs;
import mien.vault.Vault;
import mien.vault.config.Actor;
import mien.vault.config.KeySource;
import mien.vault.config.Role;
import mien.vault.config.VaultConfig;
import mien.vault.policy.ConsentForm;
import mien.vault.policy.Organization;
import mien.vault.policy.PolicyPack;
import mien.vault.record.CreateOutcome;
import mien.vault.record.PhotoOutcome;
import mien.vault.subject.Release;
import mien.vault.subject.SafeId;
import mien.vault.subject.SubjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The round of the server on a real vault. */
class ChoresTest {

  private static final Actor ADMIN = new Actor(Role.ADMIN, "boss");
  private static final Actor OFFICER = new Actor(Role.OFFICER, "desk");

  @TempDir Path parent;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T09:00:00Z"));

  private Vault open(Path anchor) throws IOException {
    Path key = parent.resolve("master.key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "07".repeat(32));
    return Vault.open(
        VaultConfig.embedded(
                parent.resolve("vault"),
                new KeySource.KeyFile(key),
                PolicyPack.named("biometric_v1"),
                new Organization("A Club", "the desk"))
            .withClock(now::get)
            .withAnchor(anchor));
  }

  private static SubjectId collected(Vault vault) {
    SubjectId id =
        ((CreateOutcome.Created) vault.officer(OFFICER).createSubject(new SafeId("s-1"))).id();
    ConsentForm form = vault.consentForm().orElseThrow();
    byte[] name = "Robin Sample".getBytes(StandardCharsets.UTF_8);
    vault
        .officer(OFFICER)
        .giveConsent(
            id,
            new Release(
                form.purposes().getFirst(),
                form.hash(),
                "Robin Sample",
                Release.Capacity.SUBJECT,
                Release.Method.TYPED,
                name));
    vault.officer(OFFICER).collect(id, new byte[] {1, 2, 3});
    return id;
  }

  @Test
  void whatIsDueIsDestroyedWithoutAnybodyAskingAndTheHeadIsAnchored() throws IOException {
    Path anchor = parent.resolve("anchor.jsonl");
    try (Vault vault = open(anchor)) {
      SubjectId id = collected(vault);
      LogWatch watch = new LogWatch(vault, now::get);
      Chores chores = new Chores(vault, watch, now::get);
      try (DailyRound round =
          new DailyRound(now::get, chores, new Jobs(JobJournal.none(), now::get))) {
        assertThat(chores.latest()).isEmpty();
        round.ifDue();
        assertThat(chores.latest().orElseThrow().failure()).isEmpty();
        assertThat(vault.viewer(OFFICER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
        now.updateAndGet(instant -> instant.plus(Duration.ofDays(3 * 366)));
        round.ifDue();
        assertThat(chores.latest().orElseThrow().failure())
            .get()
            .satisfies(why -> assertThat(why.code()).isEqualTo("vault.clock-ahead"));
        vault.admin(ADMIN).trustClock();
        assertThat(vault.viewer(OFFICER).photo(id)).isInstanceOf(PhotoOutcome.Photo.class);
        now.updateAndGet(instant -> instant.plus(DailyRound.AGAIN));
        round.ifDue();
        assertThat(chores.latest().orElseThrow().failure()).isEmpty();
        assertThat(vault.viewer(OFFICER).photo(id)).isEqualTo(new PhotoOutcome.NothingHeld());
        List<String> leaves = vault.viewer(OFFICER).audit(log -> log.leaves(0, 100));
        assertThat(leaves)
            .filteredOn(leaf -> leaf.contains("\"actor\":\"system:"))
            .extracting(leaf -> leaf.replaceAll("\\{\"action\":\"([A-Z_]+)\".*", "$1"))
            .containsExactly("SWEPT", "CONSENT_EXPIRED", "ERASED", "SWEPT");
        assertThat(Files.readAllLines(anchor)).hasSize(3);
        assertThat(watch.latest().orElseThrow().sound()).isTrue();
      }
    }
  }
}
