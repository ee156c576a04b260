package mien.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.core.MienException;
import mien.engine.Aspect;
import mien.engine.EngineConfig;
import mien.studio.TestDesk.Setup;
import mien.studio.consent.ConsentConfig;
import mien.studio.consent.Guesser;
import mien.studio.consent.OnnxClassification;
import mien.studio.frame.Faces;
import mien.vault.subject.Classifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From the upload to the staff's manifest, with the engine and with a real program. */
class ClassificationJourneyTest {

  private static final byte[] PHOTO = TestStudio.picture("png", 24);

  /** Says that it began, and answers when the test lets it. */
  private static final String PATIENT =
      """
      touch "$1/begun"
      while [ ! -e "$1/go" ]; do sleep 0.1; done
      echo '{"age_years": 34}'
      """;

  @TempDir Path parent;

  private TestDesk desk(String script) {
    Setup setup =
        Setup.of("biometric_v2").withStaff().withProgram(Program.of(parent, Program.AMPLE, script));
    TestDesk desk = TestDesk.over(parent, setup);
    desk.as(TestDesk.ADMIN);
    return desk;
  }

  private static Object classifications(TestDesk desk, String subject) {
    Object held = desk.fetch(subject).is(200).json().get("biometric_collection");
    return held instanceof Map<?, ?> there ? there.get("classifications") : Optional.empty();
  }

  private static Object untilClassified(TestDesk desk, String subject) throws Exception {
    Object there = classifications(desk, subject);
    for (int i = 0; i < 600 && there.equals(Optional.empty()); i++) {
      Thread.sleep(50);
      there = classifications(desk, subject);
    }
    return there;
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is a shell script")
  void theAnswerDoesNotWaitForTheProgramNorDoesTheNextRequest() throws Exception {
    try (TestDesk desk = desk(PATIENT)) {
      String subject = desk.consented("staff-1");
      Told kept = desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
      assertThat(kept.at("biometric_collection", "classifications")).isEqualTo(Optional.empty());
      Program.await(parent.resolve("begun"));
      assertThat(classifications(desk, subject)).isEqualTo(Optional.empty());
      Files.createFile(parent.resolve("go"));
      assertThat(untilClassified(desk, subject).toString())
          .contains("provider=command", "age_years", "34", "argument_1");
      desk.as(TestDesk.VIEWER);
      assertThat(classifications(desk, subject)).isNotEqualTo(Optional.empty());
      desk.as("nobodys-key-of-the-test-000");
      desk.fetch(subject).refuses(401, "access.key");
      desk.as(TestDesk.ADMIN);
      desk.delete(subject + "/biometric").is(200);
      assertThat(classifications(desk, subject)).isEqualTo(Optional.empty());
    }
  }

  /** The program is still at work when everything is erased, or the release withdrawn. */
  private void comesTooLate(String how) throws Exception {
    String subject;
    try (LogLines log = new LogLines()) {
      try (TestDesk desk = desk(PATIENT)) {
        subject = desk.consented("staff-1");
        desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
        Program.await(parent.resolve("begun"));
        switch (how) {
          case "erase" -> desk.delete(subject + "/biometric").is(200);
          case "withdraw" -> desk.delete(subject + "/consent").is(200);
          default -> throw new AssertionError(how);
        }
        Files.createFile(parent.resolve("go"));
        // Closing waits for what is under way.
      }
      // That a person had their data erased is no fault.
      assertThat(log.warnings()).isEmpty();
    }
    try (TestDesk desk = desk(PATIENT)) {
      assertThat(desk.fetch(subject).is(200).json())
          .containsEntry("biometric_collection", Optional.empty());
      assertThat(desk.sealedFiles()).isEmpty();
      assertThat(desk.post("/api/v1/audit/check").is(200).text()).contains("\"state\":\"sound\"");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is a shell script")
  void guessesThatComeAfterAnErasureAreNotKept() throws Exception {
    comesTooLate("erase");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is a shell script")
  void guessesThatComeAfterAWithdrawalAreNotKept() throws Exception {
    comesTooLate("withdraw");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the program is a shell script")
  void aFailureLeavesThemAbsentAndOneWarning() {
    try (LogLines log = new LogLines()) {
      String subject;
      try (TestDesk desk = desk("echo '{\"name\": \"zebulon-4711\"}'; exit 9")) {
        subject = desk.consented("staff-1");
        desk.post(subject + "/photo", TestDesk.photo(PHOTO)).is(201);
        assertThat(classifications(desk, subject)).isEqualTo(Optional.empty());
      }
      String id = subject.substring(subject.lastIndexOf('/') + 1);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("ended with status 9")
          .doesNotContain("zebulon-4711", id, "staff-1");
    }
  }

  @Test
  void nobodyGuessesUnderAPolicyThatDoesNotDiscloseIt() {
    for (String policy : List.of("biometric_v1", "personal")) {
      for (Guesser guesser :
          List.of(new Guesser.Engine(), new Guesser.Program(List.of("/bin/true"), Program.AMPLE))) {
        assertThatThrownBy(
                () ->
                    new ConsentConfig(
                        TestDesk.vault(parent, policy, InstantSource.system()), List.of(), guesser))
            .isInstanceOf(MienException.class)
            .hasMessageContaining("The policy " + policy + " discloses no classifications");
      }
    }
  }

  @Test
  void theEngineGuessesTheSameEveryTime() {
    byte[] photo = SharedFiles.photo("lfw/Abel_Pacheco_0001.jpg");
    Optional<Classifications> first = engine(photo);
    assertThat(first).isPresent().isEqualTo(engine(photo));
    assertThat(first.orElseThrow().provider()).isEqualTo("onnx");
    assertThat(first.orElseThrow().values()).containsOnlyKeys("age_years", "gender");
    assertThat(Integer.parseInt(first.orElseThrow().values().get("age_years"))).isBetween(1, 110);
    // A detector or two, and the model for ages.
    assertThat(first.orElseThrow().provenance()).hasSizeBetween(2, 3);
    assertThat(first.orElseThrow().provenance().values())
        .allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    try (LogLines log = new LogLines()) {
      assertThat(engine(PHOTO)).isEmpty();
      assertThat(log.warnings()).singleElement().asString().contains("the photo shows no face");
    }
  }

  /** With an engine of its own. */
  private static Optional<Classifications> engine(byte[] photo) {
    EngineConfig config = SharedFiles.engine().withCapacity(c -> c.withThreads(1).withQueue(8));
    try (Faces faces = Faces.open(config, EnumSet.of(Aspect.AGE_GENDER))) {
      return OnnxClassification.of((Faces.Ready) faces).classify(photo);
    }
  }
}
