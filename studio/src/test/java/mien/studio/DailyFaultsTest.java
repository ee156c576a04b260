package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.Map;
import mien.studio.TestDesk.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the daily round when a part of it cannot be done. */
class DailyFaultsTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  @TempDir Path parent;

  /** A promise to destroy does not wait for a disk that is away, or for a log that is broken. */
  @SuppressWarnings("try") // closing waits for the round of the start
  @Test
  void whatIsDueIsDestroyedAlthoughTheAnchorCannotBeRead() throws Exception {
    String subject;
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"))) {
      subject = desk.consented("staff-1");
      desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(desk.sealedFiles()).hasSize(1);
    }
    TestDesk.trustClock(parent, "biometric_v1", Period.ofYears(4));
    Path anchor = Files.createDirectory(parent.resolve("anchor.jsonl"));
    try (LogLines log = new LogLines();
        TestDesk desk =
            TestDesk.over(parent, Setup.of("biometric_v1").withAnchor(anchor), Period.ofYears(4))) {
      // Closing waits for the round of the start.
      desk.close();
      assertThat(desk.sealedFiles()).isEmpty();
      assertThat(log.text())
          .contains("check of the log failed", "anchor file", "tried again in an hour")
          .doesNotContain("staff-1");
    }
    try (TestDesk desk = TestDesk.over(parent, Setup.of("biometric_v1"), Period.ofYears(4))) {
      assertThat(desk.fetch("/api/v1/audit").text()).contains("ERASED");
    }
  }

  @Test
  void anAnchorThatIsGoneIsAnAlarm() throws Exception {
    Path anchor = parent.resolve("anchor.jsonl");
    Setup setup = Setup.of("biometric_v1").withAnchor(anchor);
    try (TestDesk desk = TestDesk.over(parent, setup)) {
      desk.subject("s-1");
    }
    TestDesk.over(parent, setup).close();
    try (LogLines log = new LogLines();
        TestDesk desk = TestDesk.over(parent, setup)) {
      untilAnchored();
      assertThat(desk.post("/api/v1/audit/check").is(200).at("anchored")).isEqualTo(true);
      Files.delete(anchor);
      Map<String, Object> check = desk.post("/api/v1/audit/check").is(200).json();
      assertThat(check).containsEntry("state", "broken").containsEntry("anchored", false);
      assertThat(log.warnings()).anyMatch(line -> line.contains("are not there any more"));
    }
  }

  /** The round of the start ends by anchoring; it is waited for, not timed. */
  private void untilAnchored() throws Exception {
    Path anchor = parent.resolve("anchor.jsonl");
    for (int i = 0; i < 400 && Files.readAllLines(anchor).size() < 3; i++) {
      Thread.sleep(25);
    }
    assertThat(Files.readAllLines(anchor)).hasSizeGreaterThanOrEqualTo(3);
  }
}
