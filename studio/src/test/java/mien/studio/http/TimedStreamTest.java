package mien.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import mien.core.MienException;
import org.junit.jupiter.api.Test;

/** With a clock of the test's. */
class TimedStreamTest {

  private static final Duration TIME = Duration.ofSeconds(30);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  private TimedStream stream() {
    return new TimedStream(new ByteArrayInputStream(new byte[1 << 20]), TIME, now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void dripsEndSoonAndASteadyClientHasAllItsTime() throws IOException {
    TimedStream drip = stream();
    TimedStream steady = stream();
    for (int second = 0; second < 5; second++) {
      assertThat(drip.read()).isZero();
      assertThat(steady.read(new byte[8192], 0, 8192)).isEqualTo(8192);
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(1));
    assertThatThrownBy(drip::read)
        .isInstanceOfSatisfying(
            MienException.class, e -> assertThat(e.code()).isEqualTo("upload.too-slow"));
    for (int second = 6; second < 30; second++) {
      assertThat(steady.read(new byte[8192], 0, 8192)).isEqualTo(8192);
      pass(Duration.ofSeconds(1));
    }
    assertThatThrownBy(steady::read).isInstanceOf(MienException.class);
  }

  @Test
  void whatTheServerWaitsForIsNotTheClientsTime() throws IOException {
    TimedStream stream = stream();
    pass(Duration.ofMinutes(5));
    stream.pause(Duration.ofMinutes(5).toNanos());
    assertThat(stream.read()).isZero();
  }
}
