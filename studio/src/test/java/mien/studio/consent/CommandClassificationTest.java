package mien.studio.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import mien.core.MienException;
import mien.studio.LogLines;
import mien.studio.Program;
import mien.vault.subject.Classifications;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs, good and bad. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the scripts and /proc are Linux's")
class CommandClassificationTest {

  /** Far more than a pipe holds. */
  private static final byte[] PHOTO = new byte[3 << 20];

  static {
    new Random(4).nextBytes(PHOTO);
  }

  /** Long enough that the script has written its children down, even on a busy machine. */
  private static final Duration SHORT = Duration.ofSeconds(4);

  private static final String SECRET = "zebulon-4711";

  @TempDir Path folder;

  private final AtomicLong marks = new AtomicLong(System.nanoTime());

  private CommandClassification over(Guesser.Program program) {
    return new CommandClassification(program, () -> "test-" + marks.incrementAndGet());
  }

  private Optional<Classifications> ask(Duration timeout, String script) {
    try (CommandClassification provider = over(Program.of(folder, timeout, script))) {
      return provider.classify(PHOTO);
    }
  }

  /** No guesses, one warning with these words, and nothing of what the program said. */
  private void fails(Duration timeout, String script, String why) {
    try (LogLines log = new LogLines()) {
      assertThat(ask(timeout, script)).isEmpty();
      assertThat(log.warnings()).singleElement().asString().contains(why).doesNotContain(SECRET);
      assertThat(log.text()).doesNotContain(SECRET);
    }
  }

  private void nobodyIsLeft(int started) throws Exception {
    Path pids = folder.resolve("pids");
    assertThat(Files.readAllLines(pids)).hasSize(started);
    assertThat(Program.alive(pids)).isEmpty();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theProgramGetsTheWholePhotoAndItsAnswerIsKept() throws Exception {
    Classifications guesses =
        ask(
                Program.AMPLE,
                """
                sum=$(sha256sum | cut -c1-64)
                printf '{"age_years": 34, "gender": "female", "smiles": true, "seen": "%s"}\\n' $sum
                """)
            .orElseThrow();
    assertThat(guesses.provider()).isEqualTo("command");
    assertThat(guesses.values())
        .containsEntry("age_years", "34")
        .containsEntry("gender", "female")
        .containsEntry("smiles", "true")
        .containsEntry("seen", sha256(PHOTO))
        .hasSize(4);
    assertThat(guesses.provenance())
        .containsEntry("program", sha256(Files.readAllBytes(Path.of("/bin/sh"))))
        .containsEntry("argument_1", sha256(Files.readAllBytes(folder.resolve("guess.sh"))))
        .hasSize(2);
  }

  @Test
  void itNeedNotReadThePhoto() {
    assertThat(ask(Program.AMPLE, "echo '{\"age_years\": 5}'")).isPresent();
  }

  @Test
  void itHasNothingOfMiensEnvironment() {
    Classifications guesses =
        ask(
                Program.AMPLE,
                """
                names=$(env | cut -d= -f1 | tr '\\n' ' ')
                printf '{"names": "%s", "folder": "%s"}' "$names" "$(pwd)"
                """)
            .orElseThrow();
    Set<String> names = new TreeSet<>(Arrays.asList(guesses.values().get("names").split(" ")));
    // What a shell sets for itself.
    names.removeAll(Set.of("PWD", "OLDPWD", "SHLVL", "_"));
    assertThat(names).containsExactly("LANG", "MIEN_RUN", "PATH");
    assertThat(guesses.values()).containsEntry("folder", "/");
  }

  @Test
  void aSlowOneIsKilledWithAllThatItStarted() throws Exception {
    fails(
        SHORT,
        """
        echo $$ >> "$1/pids"
        sleep 600 & echo $! >> "$1/pids"
        (sleep 600 & echo $! >> "$1/pids")
        setsid sleep 600 & echo $! >> "$1/pids"
        echo '{"name": "zebulon-4711"}'
        wait
        """,
        "took longer than 4000 ms");
    nobodyIsLeft(4);
  }

  @Test
  void whoIsLeftBehindIsKilledToo() throws Exception {
    // It holds the pipe open: whether the JVM closes it with the program or the time-out comes
    // first
    // is a matter of who is scheduled.
    var _ = ask(SHORT, "sleep 600 & echo $! >> \"$1/pids\"; echo '{\"a\": 1}'");
    nobodyIsLeft(1);
    Files.delete(folder.resolve("pids"));
    String quiet = "sleep 600 > /dev/null & echo $! >> \"$1/pids\"; echo '{\"a\": 1}'";
    assertThat(ask(Program.AMPLE, quiet)).isPresent();
    nobodyIsLeft(1);
  }

  @Test
  void oneThatClosesItsOutputAndStaysIsKilled() throws Exception {
    fails(
        SHORT,
        "echo $$ >> \"$1/pids\"; echo '{\"a\": 1}'; exec >&-; sleep 600",
        "took longer than");
    nobodyIsLeft(1);
  }

  @Test
  void aCrashLeavesNothing() {
    String answer = "echo '{\"name\": \"" + SECRET + "\"}'\n";
    fails(Program.AMPLE, answer + "echo " + SECRET + " >&2; exit 3", "ended with status 3");
    fails(Program.AMPLE, answer + "kill -9 $$", "ended with status 137");
    fails(Program.AMPLE, "exit 0", "no JSON");
  }

  @Test
  void endlessOutputIsCutOff() throws Exception {
    fails(Program.AMPLE, "echo $$ >> \"$1/pids\"; yes " + SECRET, "more than 16384 bytes");
    nobodyIsLeft(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zebulon-4711",
        "[\"zebulon-4711\"]",
        "\"zebulon-4711\"",
        "null",
        "{}",
        "{\"a\": \"zebulon-4711\"",
        "{\"a\": \"zebulon-4711\"} {\"a\": 1}",
        "{\"a\": \"zebulon-4711\", \"a\": \"b\"}",
        "{\"a\": {\"b\": \"zebulon-4711\"}}",
        "{\"a\": [\"zebulon-4711\"]}",
        "{\"a\": null, \"b\": \"zebulon-4711\"}",
        "{\"zebulon-4711\": 1}",
        "{\"A\": \"zebulon-4711\"}",
        "{\"\": \"zebulon-4711\"}",
        "{\"a\": \"zebulon-4711 \\u0007\"}",
        "{\"a\": NaN, \"b\": \"zebulon-4711\"}",
      })
  void rubbishIsRefusedWithoutBeingQuoted(String answer) {
    String script = "cat <<'END'\n" + answer + "\nEND\n";
    fails(Program.AMPLE, script, "its answer");
  }

  @Test
  void whatIsTooLongOrNoTextIsRefused() {
    fails(Program.AMPLE, "printf '{\"a\": \"%0201d\"}' 0", "values of at most 200 characters");
    fails(Program.AMPLE, "printf '{\"a\": \"zebulon-4711\\377\"}'", "not UTF-8");
    // As many digits as its exponent says would fill the memory.
    assertThat(ask(Program.AMPLE, "echo '{\"a\": 1e999999999}'").orElseThrow().values())
        .containsEntry("a", "1E+999999999");
  }

  @Test
  void aMissingProgramIsRefusedAtTheStartAndMissedLater() throws Exception {
    Path program = folder.resolve("guess");
    var settings = new Guesser.Program(List.of(program.toString()), SHORT);
    assertThatThrownBy(() -> over(settings))
        .isInstanceOf(MienException.class)
        .hasMessageContaining("a program that may be run");
    Files.writeString(program, "#!/bin/sh\necho '{\"a\": 1}'\n");
    assertThatThrownBy(() -> over(settings)).hasMessageContaining("make the file executable");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    try (CommandClassification provider = over(settings);
        LogLines log = new LogLines()) {
      Files.writeString(program, "#!/no/such/interpreter\n");
      assertThat(provider.classify(PHOTO)).isEmpty();
      assertThat(log.warnings()).singleElement().asString().contains("it does not start");
      Files.delete(program);
      assertThat(provider.classify(PHOTO)).isEmpty();
      assertThat(log.warnings()).hasSize(2).last().asString().contains("cannot be read");
    }
  }

  @Test
  void closingKillsWhatRuns() throws Exception {
    var script = "echo $$ >> \"$1/pids\"; touch \"$1/begun\"; sleep 600";
    CommandClassification provider = over(Program.of(folder, Program.AMPLE, script));
    AtomicReference<Optional<Classifications>> answer = new AtomicReference<>();
    Thread asking = Thread.ofVirtual().start(() -> answer.set(provider.classify(PHOTO)));
    Program.await(folder.resolve("begun"));
    provider.close();
    asking.join();
    assertThat(answer.get()).isEqualTo(Optional.empty());
    nobodyIsLeft(1);
    assertThat(provider.classify(PHOTO)).isEmpty();
  }

  @Test
  void commandsAreCheckedWhenTheyAreMade() {
    for (List<String> words : List.of(List.<String>of(), List.of("guess"), List.of("./guess"))) {
      assertThatThrownBy(() -> new Guesser.Program(words, SHORT))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (Duration timeout : List.of(Duration.ZERO, Duration.ofMinutes(6))) {
      assertThatThrownBy(() -> new Guesser.Program(List.of("/bin/true"), timeout))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
