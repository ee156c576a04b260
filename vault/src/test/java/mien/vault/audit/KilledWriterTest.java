package mien.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mien.vault.audit.AuditVerdict.Sound;
import mien.vault.sql.AuditLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed in the middle of anything leaves whole commits and nothing else. */
class KilledWriterTest {

  private static final int KILLS = 12;

  @TempDir Path folder;

  @Test
  void whatWasCommittedIsThereAndNothingIsHalfThere() throws Exception {
    Path file = folder.resolve("log.db");
    Path keys = folder.resolve("keys");
    KeyPair pair = Events.keyPair();
    AppendUntilKilled.save(pair, keys);
    LogDatabase database = LogDatabase.sqlite(file);
    AuditLog log = Events.log(pair);
    Random random = new Random(9);
    for (int kill = 0; kill < KILLS; kill++) {
      long told = appendAndKill(file, keys, random);
      AuditVerdict verdict =
          database.transaction(
              snapshot -> log.verify(snapshot, Optional.empty(), SignatureScope.ALL));
      assertThat(verdict).isInstanceOf(Sound.class);
      assertThat(((Sound) verdict).size())
          .as("after " + told + " were told")
          .isBetween(told, told + 400);
    }
  }

  /** Returns how many leaves the last commit that was told of had made. */
  private static long appendAndKill(Path file, Path keys, Random random)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    AppendUntilKilled.class.getName(),
                    file.toString(),
                    keys.toString(),
                    "" + random.nextInt()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String last = "0";
    try (BufferedReader told = writer.inputReader()) {
      for (int lines = 1 + random.nextInt(40); lines > 0; lines--) {
        String line = told.readLine();
        assertThat(line).as("the writer runs").isNotNull();
        last = line;
      }
      Thread.sleep(0, random.nextInt(999_999));
      // Through its handle, because Process itself would close what it said last.
      writer.toHandle().destroyForcibly();
      writer.waitFor();
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        last = line;
      }
    }
    return Long.parseLong(last);
  }
}
