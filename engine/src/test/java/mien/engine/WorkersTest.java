package mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.engine.image.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Deadline SOON = Deadline.in(Duration.ofHours(1));

  @Test
  void resultsComeInTheOrderOfTheInputsWithBoundedReadAhead() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    List<Integer> results = new ArrayList<>();
    try (Workers workers = new Workers(3, 8)) {
      workers.mapInOrder(
          IntStream.range(0, 500).iterator(),
          i -> {
            mostAhead.accumulateAndGet(begun.incrementAndGet() - taken.get(), Math::max);
            return i * i;
          },
          () -> false,
          r -> {
            taken.incrementAndGet();
            results.add(r);
          });
    }
    assertThat(results).isEqualTo(IntStream.range(0, 500).map(i -> i * i).boxed().toList());
    // 2 x threads under way, and one more may begin while its predecessor is being handed over.
    assertThat(mostAhead.get()).isLessThanOrEqualTo(2 * 3 + 1);
  }

  @Test
  void aFullQueueIsRefusedAsBusy() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (Workers workers = new Workers(1, 1)) {
      Thread first =
          Thread.startVirtualThread(() -> workers.call(SOON, () -> hold(begun, release)));
      begun.await();
      Thread second = Thread.startVirtualThread(() -> workers.call(SOON, () -> 2));
      while (workers.waiting() == 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> workers.call(SOON, () -> 3))
          .isInstanceOfSatisfying(
              MienException.class,
              e -> {
                assertThat(e.blame()).isEqualTo(MienException.Blame.BUSY);
                assertThat(e.code()).isEqualTo("busy.queue");
              });
      release.countDown();
      first.join();
      second.join();
    }
  }

  @Test
  void whatRunsHearsThatNoOneWaitsForItAnyMore() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicBoolean heard = new AtomicBoolean();
    try (Workers workers = new Workers(1, 4)) {
      assertThatThrownBy(
              () ->
                  workers.call(
                      Deadline.in(Duration.ofMillis(20)),
                      () -> {
                        try {
                          while (true) {
                            Cancellation.check();
                            Thread.onSpinWait();
                          }
                        } catch (MienException e) {
                          heard.set(e.code().equals("busy.cancelled"));
                          throw e;
                        } finally {
                          ended.countDown();
                        }
                      }))
          .hasMessageContaining("deadline");
      ended.await();
      assertThat(heard).isTrue();
      // Its worker is free again.
      assertThat(workers.<Integer>call(SOON, () -> 7)).isEqualTo(7);
    }
  }

  @Test
  void aDeadlineEndsTheWaitAndDropsWhatHasNotBegun() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    try (Workers workers = new Workers(1, 4)) {
      Thread first =
          Thread.startVirtualThread(() -> workers.call(SOON, () -> hold(begun, release)));
      begun.await();
      assertThatThrownBy(
              () ->
                  workers.call(
                      Deadline.in(Duration.ofMillis(20)),
                      () -> {
                        ran.set(true);
                        return 2;
                      }))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("busy.deadline"));
      assertThat(workers.waiting()).isZero();
      release.countDown();
      first.join();
    }
    assertThat(ran).isFalse();
  }

  /** Work that asks {@link Cancellation} stops when its caller has gone, or its answer is late. */
  @Test
  void whatRunsStopsAtItsNextStepOnceNoOneAwaitsIt() throws InterruptedException {
    // Two for what is begun ahead, and one that may not have put its last task away yet.
    try (Workers workers = new Workers(3, 4)) {
      Endless interrupted = new Endless();
      Thread caller =
          Thread.startVirtualThread(
              () ->
                  assertThatThrownBy(() -> workers.call(SOON, interrupted))
                      .hasMessageContaining("canceled"));
      interrupted.begun.await();
      caller.interrupt();
      interrupted.stopped.await();

      Endless closed = new Endless();
      try (Begun<Integer> ahead = workers.begin(LONG, closed)) {
        closed.begun.await();
        assertThat(ahead).isNotNull();
      }
      closed.stopped.await();

      Endless late = new Endless();
      while (late.begun.getCount() > 0) {
        assertThatThrownBy(() -> workers.call(Deadline.in(Duration.ofMillis(20)), late))
            .isInstanceOfSatisfying(
                MienException.class, e -> assertThat(e.code()).isEqualTo("busy.deadline"));
      }
      late.stopped.await();
      // The threads themselves are as good as before: the next tasks are not interrupted.
      for (int i = 0; i < 8; i++) {
        assertThat(workers.<Boolean>call(SOON, Cancellation::cancelled)).isFalse();
      }
    }
  }

  private static final class Endless implements Callable<Integer> {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() {
      begun.countDown();
      try {
        while (true) {
          Cancellation.check();
          Thread.onSpinWait();
        }
      } finally {
        stopped.countDown();
      }
    }
  }

  @Test
  void waitingForRoomEndsWithTheWish() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    try (Workers workers = new Workers(2, 4, 2048)) {
      Thread holder =
          Thread.startVirtualThread(
              () ->
                  workers.call(
                      SOON,
                      () ->
                          workers.holding(
                              2048,
                              () -> {
                                held.countDown();
                                uninterrupted(release);
                                return 1;
                              })));
      held.await();
      assertThatThrownBy(
              () ->
                  workers.call(
                      Deadline.in(Duration.ofMillis(20)),
                      () -> workers.holding(2048, () -> ran.getAndSet(true))))
          .hasMessageContaining("deadline");
      // Its worker is free again although the room is not.
      assertThat(workers.<Integer>call(SOON, () -> 7)).isEqualTo(7);
      release.countDown();
      holder.join();
    }
    assertThat(ran).isFalse();
  }

  private static void uninterrupted(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingFinishesWhatRunsAndRefusesTheRest() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    Workers workers = new Workers(1, 4);
    Thread running =
        Thread.startVirtualThread(
            () -> {
              workers.call(SOON, () -> hold(begun, release));
              finished.incrementAndGet();
            });
    begun.await();
    Thread closing = Thread.startVirtualThread(workers::close);
    assertThat(closing.join(Duration.ofMillis(50))).isFalse();
    release.countDown();
    closing.join();
    running.join();
    assertThat(finished).hasValue(1);
    assertThatThrownBy(() -> workers.call(SOON, () -> 1))
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.getMessage()).contains("closed"));
  }

  @Test
  void whatTheWorkThrowsReachesTheCaller() {
    try (Workers workers = new Workers(1, 1)) {
      assertThatThrownBy(
              () ->
                  workers.call(
                      SOON,
                      () -> {
                        throw new IllegalStateException("told");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("told");
      assertThat(workers.<Integer>call(SOON, () -> 7)).isEqualTo(7);
    }
  }

  @Test
  void workIsBegunAheadWhereAWorkerStaysIdle() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (Workers workers = new Workers(2, 4);
        Begun<Integer> ahead = workers.begin(LONG, () -> hold(begun, release))) {
      begun.await();
      // The other worker is still there for work that is wanted now.
      assertThat(workers.<Integer>call(SOON, () -> 7)).isEqualTo(7);
      release.countDown();
      assertThat(ahead.await()).isEqualTo(1);
    }
  }

  @Test
  void underLoadWorkBeginsOnlyWhenItIsAwaited() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    try (Workers workers = new Workers(2, 4)) {
      Thread busy = Thread.startVirtualThread(() -> workers.call(SOON, () -> hold(begun, release)));
      begun.await();
      try (Begun<Boolean> later = workers.begin(LONG, () -> ran.getAndSet(true))) {
        assertThat(workers.<Integer>call(SOON, () -> 7)).isEqualTo(7);
        assertThat(ran).isFalse();
        assertThat(later.await()).isFalse();
        assertThat(ran).isTrue();
      }
      try (Begun<Boolean> never = workers.begin(LONG, () -> ran.getAndSet(false))) {
        assertThat(never).isNotNull();
      }
      assertThat(ran).isTrue();
      release.countDown();
      busy.join();
    }
  }

  @Test
  void whatWasBegunAheadThrowsWhereItIsAwaited() {
    try (Workers workers = new Workers(2, 4);
        Begun<Integer> ahead =
            workers.begin(
                LONG,
                () -> {
                  throw new IllegalStateException("told");
                })) {
      assertThatThrownBy(ahead::await).hasMessage("told");
    }
  }

  private static int hold(CountDownLatch begun, CountDownLatch release)
      throws InterruptedException {
    begun.countDown();
    release.await();
    return 1;
  }

  @Test
  void workThatHoldsTooMuchTogetherTakesTurns() throws Exception {
    try (Workers workers = new Workers(4, 8, 100 * 1024)) {
      AtomicInteger held = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      List<Future<Integer>> runs = new ArrayList<>();
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 40; i++) {
          runs.add(
              callers.submit(
                  () ->
                      workers.holding(
                          60 * 1024,
                          () -> {
                            most.accumulateAndGet(held.incrementAndGet(), Math::max);
                            Thread.yield();
                            return held.decrementAndGet();
                          })));
        }
        for (Future<Integer> run : runs) {
          assertThat(run.get()).isZero();
        }
      }
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void workLargerThanAllTheRoomRunsAndGivesTheRoomBackWhenItFails() {
    try (Workers workers = new Workers(1, 1, 2048)) {
      assertThat(workers.<String>holding(Long.MAX_VALUE, () -> "ran")).isEqualTo("ran");
      assertThatThrownBy(
              () ->
                  workers.holding(
                      4096,
                      () -> {
                        throw new IllegalStateException("as asked");
                      }))
          .hasMessage("as asked");
      assertThat(workers.<String>holding(2048, () -> "again")).isEqualTo("again");
    }
  }
}
