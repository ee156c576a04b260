package mien.studio.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import mien.core.MienException;
import mien.core.MienException.Blame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs start once for a key, tell how far they are, stop when told, and survive a restart. */
class JobsTest {

  @TempDir Path folder;

  private final CountDownLatch go = new CountDownLatch(1);

  private Jobs jobs() {
    return new Jobs(JobJournal.in(folder.resolve("jobs")), InstantSource.system());
  }

  private static List<JobStatus> followed(Jobs.Kind kind, String id) {
    List<JobStatus> seen = new ArrayList<>();
    kind.follow(
        id,
        Duration.ofMinutes(1),
        new Jobs.Follower() {
          @Override
          public void status(JobStatus status) {
            seen.add(status);
          }

          @Override
          public void quiet() {}
        });
    return seen;
  }

  private void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aJobThatCannotBeNotedLeavesItsKeyFree() throws Exception {
    Files.writeString(folder.resolve("jobs"), "a file where the folder should be");
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind = jobs.kind("note", true, (_, _) -> {});
      assertThatThrownBy(() -> kind.start("a"))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.fault()).isEqualTo(FrameFault.JOURNAL));
      Files.delete(folder.resolve("jobs"));
      assertThat(kind.start("a")).isInstanceOf(JobStart.Started.class);
    }
  }

  @Test
  void aFollowerSeesTheProgressAndTheEnd() {
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind =
          jobs.kind(
              "count",
              false,
              (key, run) -> {
                await(go);
                run.progress(2, OptionalLong.of(2), key);
              });
      JobStatus job = kind.start("a").job();
      assertThat(job.state()).isEqualTo(JobStatus.State.RUNNING);
      go.countDown();
      JobStatus last = followed(kind, job.id()).getLast();
      assertThat(last.state()).isEqualTo(JobStatus.State.DONE);
      assertThat(last.done()).isEqualTo(2);
      assertThat(last.total()).hasValue(2);
      assertThat(last.note()).isEqualTo("a");
      assertThat(last.endedAt()).isPresent();
    }
  }

  @Test
  void ofOneKeyOneJobRunsAtATime() {
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind = jobs.kind("wait", false, (_, _) -> await(go));
      JobStatus first = kind.start("a").job();
      assertThat(kind.start("a"))
          .isInstanceOfSatisfying(
              JobStart.Running.class, one -> assertThat(one.job().id()).isEqualTo(first.id()));
      JobStatus other = kind.start("b").job();
      assertThat(other.id()).isNotEqualTo(first.id());
      go.countDown();
      followed(kind, first.id());
      assertThat(kind.start("a")).isInstanceOf(JobStart.Started.class);
    }
  }

  @Test
  void moreThanTheLimitAreRefused() {
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind = jobs.kind("wait", false, (_, _) -> await(go));
      for (int i = 0; i < Jobs.MOST; i++) {
        kind.start("" + i);
      }
      assertThatThrownBy(() -> kind.start("more"))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.blame()).isEqualTo(Blame.BUSY));
      go.countDown();
    }
  }

  @Test
  void aCancelledJobStopsAndIsNotStartedAgain() {
    String id;
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind = jobs.kind("wait", true, (_, run) -> run.pause(Duration.ofDays(1)));
      id = kind.start("a").job().id();
      kind.cancel(id);
      assertThat(followed(kind, id).getLast().state()).isEqualTo(JobStatus.State.CANCELLED);
    }
    assertThat(noted()).isEmpty();
  }

  @Test
  void aJobThatFailsSaysWhyAndTellsNoOneOfTheServersFolders() {
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind =
          jobs.kind(
              "fail",
              true,
              (key, _) -> {
                throw new MienException(
                    key.equals("user") ? FrameFault.JOB_UNKNOWN : FrameFault.JOURNAL,
                    "in /a/folder");
              });
      JobStatus user = followed(kind, kind.start("user").job().id()).getLast();
      assertThat(user.state()).isEqualTo(JobStatus.State.FAILED);
      assertThat(user.note()).isEqualTo("in /a/folder");
      JobStatus operator = followed(kind, kind.start("operator").job().id()).getLast();
      assertThat(operator.note()).isEqualTo("The server's log says why.");
    }
    assertThat(JobJournal.in(folder.resolve("jobs")).keys("fail")).isEmpty();
  }

  @Test
  void aJobThatAStopCutOffGoesOnAfterTheNextStart() throws Exception {
    String key = "/photos/" + "long".repeat(100);
    try (Jobs jobs = jobs()) {
      jobs.kind("wait", true, (_, run) -> run.pause(Duration.ofDays(1))).start(key);
      try (var files = Files.list(folder.resolve("jobs"))) {
        Path noted = files.findFirst().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(noted)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(noted()).containsExactly(key);
    try (Jobs jobs = jobs()) {
      Jobs.Kind kind = jobs.kind("wait", true, (_, _) -> await(go));
      JobStart resumed = kind.start(key);
      assertThat(resumed).isInstanceOf(JobStart.Running.class);
      go.countDown();
      assertThat(followed(kind, resumed.job().id()).getLast().state())
          .isEqualTo(JobStatus.State.DONE);
    }
    assertThat(noted()).isEmpty();
  }

  /** Jobs that the next start resumes. */
  private List<String> noted() {
    return JobJournal.in(folder.resolve("jobs")).keys("wait");
  }
}
