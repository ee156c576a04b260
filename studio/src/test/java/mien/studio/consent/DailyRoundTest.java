package mien.studio.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mien.studio.frame.JobJournal;
import mien.studio.frame.Jobs;
import org.junit.jupiter.api.Test;

class DailyRoundTest {

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger days = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);
  private boolean succeeds = true;

  private final DailyRound.Work work =
      new DailyRound.Work() {
        @Override
        public boolean atStart() {
          starts.incrementAndGet();
          started.countDown();
          return succeeds;
        }

        @Override
        public boolean daily() {
          days.incrementAndGet();
          return succeeds;
        }
      };

  private Jobs jobs() {
    return new Jobs(JobJournal.none(), now::get);
  }

  @Test
  void itWorksAtTheStartAndClosingWaitsForThat() throws Exception {
    try (DailyRound round = new DailyRound(now::get, work, jobs())) {
      round.begin();
      started.await();
    }
    assertThat(starts).hasValue(1);
    assertThat(days).hasValue(0);
  }

  @Test
  void itWorksWhenADayIsOverByTheClockOnTheWall() {
    try (DailyRound round = new DailyRound(now::get, work, jobs())) {
      round.ifDue();
      assertThat(days).hasValue(1);
      assertThat(round.next()).isEqualTo(START.plus(DailyRound.DAY));
      now.set(START.plus(DailyRound.DAY).minusSeconds(1));
      round.ifDue();
      assertThat(days).hasValue(1);
      // A machine that slept for a week does it once.
      now.set(START.plus(Duration.ofDays(8)));
      round.ifDue();
      round.ifDue();
      assertThat(days).hasValue(2);
    }
  }

  @Test
  void whatFailedIsTriedAgainAfterAnHour() {
    succeeds = false;
    try (DailyRound round = new DailyRound(now::get, work, jobs())) {
      round.ifDue();
      round.ifDue();
      assertThat(days).hasValue(1);
      now.set(START.plus(DailyRound.AGAIN));
      round.ifDue();
      assertThat(days).hasValue(2);
    }
  }
}
