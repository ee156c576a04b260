package mien.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import mien.core.MienException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uploads share memory, and none of them waits for ever. */
@Timeout(60)
class UploadBudgetTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  @SuppressWarnings("try") // the share is given back early
  @Test
  void theOldestGoesOnWhenAllStandStill() throws InterruptedException {
    UploadBudget budget = new UploadBudget(100, LONG);
    try (UploadBudget.Share oldest = budget.share()) {
      oldest.grow(60);
      CountDownLatch has = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      Thread younger =
          Thread.startVirtualThread(
              () -> {
                try (UploadBudget.Share share = budget.share()) {
                  share.grow(40);
                  has.countDown();
                  share.grow(40);
                  done.countDown();
                }
              });
      has.await();
      // Both are half-way and the budget is full: without a rule neither would ever go on.
      oldest.grow(40);
      assertThat(budget.held()).isEqualTo(140);
      assertThat(done.getCount()).isEqualTo(1);
      oldest.close();
      done.await();
      younger.join();
    }
    assertThat(budget.held()).isZero();
  }

  @Test
  void manyAtOnceAllEndAndKeepToTheBudgetAndOneMore() throws InterruptedException {
    UploadBudget budget = new UploadBudget(100, LONG);
    AtomicLong most = new AtomicLong();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(
          Thread.startVirtualThread(
              () -> {
                try (UploadBudget.Share share = budget.share()) {
                  for (int k = 0; k < 10; k++) {
                    share.grow(6);
                    most.accumulateAndGet(budget.held(), Math::max);
                    Thread.yield();
                  }
                }
              }));
    }
    for (Thread one : all) {
      one.join();
    }
    assertThat(most.get()).isBetween(60L, 160L);
    assertThat(budget.held()).isZero();
  }

  @Test
  void whoWaitsInVainIsRefusedAndWhoIsInterruptedCanceled() {
    UploadBudget budget = new UploadBudget(100, Duration.ofMillis(1));
    try (UploadBudget.Share oldest = budget.share();
        UploadBudget.Share next = budget.share()) {
      assertThat(oldest.grow(100)).isZero();
      assertThatThrownBy(() -> next.grow(1))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("busy.uploads"));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> next.grow(1))
          .isInstanceOfSatisfying(
              MienException.class, e -> assertThat(e.code()).isEqualTo("busy.interrupted"));
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
