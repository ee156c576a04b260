package mien.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search finds what is there, wherever it lies, and nothing that is not. */
class ResidueScanTest {

  @TempDir Path temporary;

  @Test
  void bytesAreFoundAtEveryPlaceOfAFile() throws IOException {
    byte[] needle = Desk.bytes(ResidueScan.WINDOW, 1);
    Random random = new Random(2);
    int buffer = 1 << 20;
    List<Integer> places =
        List.of(0, 1, 7, buffer - 24, buffer - 23, buffer - 12, buffer - 1, buffer, 2 * buffer - 5);
    for (int at : places) {
      byte[] hay = new byte[2 * buffer + 19];
      random.nextBytes(hay);
      Path clean = Files.write(temporary.resolve("clean"), hay);
      System.arraycopy(needle, 0, hay, at, needle.length);
      Path file = Files.write(temporary.resolve("file"), hay);
      ResidueScan scan = new ResidueScan();
      scan.lookFor(5, needle);
      scan.lookFor(6, Desk.bytes(1000, 9));
      assertThat(scan.find(List.of(clean, file, temporary.resolve("gone"))))
          .as("at " + at)
          .isEqualTo(Map.of(5, Set.of(file)));
      assertThat(scan.scanned()).isEqualTo(2L * hay.length);
    }
  }

  @Test
  void aPartOfALongPieceIsEnough() throws IOException {
    byte[] photo = Desk.bytes(50_000, 1);
    Path half = temporary.resolve("half");
    Files.write(half, java.util.Arrays.copyOfRange(photo, 20_000, 30_000));
    ResidueScan scan = new ResidueScan();
    scan.lookFor(0, photo);
    assertThat(scan.count(0)).isEqualTo(3);
    assertThat(scan.find(List.of(half))).containsOnlyKeys(0);
  }

  @Test
  void whatCannotBeToldFromOthersIsNotLookedFor() {
    ResidueScan scan = new ResidueScan();
    scan.lookFor(0, new byte[10_000]);
    scan.lookFor(0, new byte[] {1, 2, 3});
    assertThat(scan.count(0)).isZero();
  }
}
