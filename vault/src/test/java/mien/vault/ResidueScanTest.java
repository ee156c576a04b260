package mien.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import mien.vault.erase.Fingerprints;
import mien.vault.erase.ResidueScan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search finds what is there, wherever it lies, and nothing that is not. */
class ResidueScanTest {

  private static final int BUFFER = 1 << 20;

  @TempDir Path temporary;

  private static Fingerprints of(byte[]... things) {
    Fingerprints.Taker taker = new Fingerprints.Taker();
    for (byte[] thing : things) {
      taker.take(thing);
    }
    return taker.all();
  }

  @Test
  void bytesAreFoundAtEveryPlaceOfAFile() throws IOException {
    byte[] needle = Desk.bytes(Fingerprints.WINDOW, 1);
    Random random = new Random(2);
    List<Integer> places =
        List.of(0, 1, 7, BUFFER - 24, BUFFER - 23, BUFFER - 12, BUFFER - 1, BUFFER, 2 * BUFFER - 5);
    for (int at : places) {
      byte[] hay = new byte[2 * BUFFER + 19];
      random.nextBytes(hay);
      Path clean = Files.write(temporary.resolve("clean"), hay);
      System.arraycopy(needle, 0, hay, at, needle.length);
      Path file = Files.write(temporary.resolve("file"), hay);
      ResidueScan scan = new ResidueScan(List.of(of(Desk.bytes(1000, 9)), of(needle), of()));
      assertThat(scan.look(clean)).isTrue();
      assertThat(scan.look(file)).isTrue();
      assertThat(scan.look(temporary.resolve("gone"))).isTrue();
      assertThat(scan.found()).as("at " + at).isEqualTo(Map.of(1, Set.of("file")));
      assertThat(scan.scanned()).isEqualTo(2L * hay.length);
    }
  }

  /** Against a plain search, for many owners, files of odd sizes and pieces that are alike. */
  @Test
  void itFindsWhatAPlainSearchFinds() throws IOException {
    Random random = new Random(5);
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      byte[] piece = new byte[Fingerprints.WINDOW + random.nextInt(60)];
      random.nextBytes(piece);
      if (i % 3 == 0 && i > 0) {
        // The beginning of another: only the hash tells them apart.
        System.arraycopy(pieces.get(i - 1), 0, piece, 0, Fingerprints.WINDOW - 1);
      }
      pieces.add(piece);
    }
    List<Fingerprints> owners = pieces.stream().map(ResidueScanTest::of).toList();
    ResidueScan scan = new ResidueScan(owners);
    Map<Integer, Set<String>> plain = new HashMap<>();
    for (int size : new int[] {1, 23, 24, 25, 1000, BUFFER - 1, BUFFER, BUFFER + 1, BUFFER + 23}) {
      byte[] hay = new byte[size];
      random.nextBytes(hay);
      for (int i = 0; i < size / 500; i++) {
        byte[] piece = pieces.get(random.nextInt(pieces.size()));
        int at = random.nextInt(size - Math.min(size, piece.length) + 1);
        System.arraycopy(piece, 0, hay, at, Math.min(piece.length, size - at));
      }
      String name = "hay-" + size;
      scan.look(Files.write(temporary.resolve(name), hay));
      String text = new String(hay, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < pieces.size(); i++) {
        if (holdsAWindow(text, pieces.get(i))) {
          plain.computeIfAbsent(i, _ -> new java.util.TreeSet<>()).add(name);
        }
      }
    }
    assertThat(plain).hasSizeGreaterThan(500);
    assertThat(scan.found()).isEqualTo(plain);
  }

  private static boolean holdsAWindow(String hay, byte[] piece) {
    int last = piece.length - Fingerprints.WINDOW;
    for (int part = 1; part <= 3; part++) {
      int at = last * part / 4;
      byte[] window = Arrays.copyOfRange(piece, at, at + Fingerprints.WINDOW);
      if (hay.contains(new String(window, StandardCharsets.ISO_8859_1))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aPartOfALongPieceIsEnough() throws IOException {
    byte[] photo = Desk.bytes(50_000, 1);
    Path half = Files.write(temporary.resolve("half"), Arrays.copyOfRange(photo, 20_000, 30_000));
    ResidueScan scan = new ResidueScan(List.of(of(photo)));
    assertThat(of(photo).count()).isEqualTo(3);
    scan.look(half);
    assertThat(scan.found()).containsOnlyKeys(0);
  }

  @Test
  void whatCannotBeToldFromOthersIsNotLookedFor() {
    assertThat(of(new byte[10_000], new byte[] {1, 2, 3}).count()).isZero();
    // A run of zeros in the middle is passed over: the window begins after it.
    byte[] gap = Desk.bytes(1000, 3);
    Arrays.fill(gap, 230, 260, (byte) 0);
    assertThat(of(gap).count()).isEqualTo(3);
  }

  @Test
  void bytesInMemoryAreLookedThroughLikeAFile() {
    for (int size : new int[] {0, 23, 24, 5000, BUFFER, BUFFER + 30, 2 * BUFFER + 19}) {
      byte[] hay = Desk.bytes(size, 11);
      byte[] needle =
          size < Fingerprints.WINDOW
              ? Desk.bytes(Fingerprints.WINDOW, 12)
              : Arrays.copyOfRange(hay, size - Fingerprints.WINDOW, size);
      ResidueScan scan = new ResidueScan(List.of(of(needle)));
      scan.look("row", hay);
      assertThat(scan.scanned()).isEqualTo(size);
      assertThat(scan.found().isEmpty()).as("" + size).isEqualTo(size < Fingerprints.WINDOW);
    }
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(new ResidueScan(List.of()).look(temporary)).as("a folder is no file").isFalse();
  }

  @Test
  void theyAreKeptAsBytesWithoutTheBytes() {
    byte[] thing = Desk.bytes(500, 4);
    Fingerprints taken = of(thing);
    Fingerprints kept = Fingerprints.of(taken.bytes());
    assertThat(kept.bytes()).isEqualTo(taken.bytes()).hasSize(3 * 36);
    String all = new String(thing, StandardCharsets.ISO_8859_1);
    String bytes = new String(kept.bytes(), StandardCharsets.ISO_8859_1);
    for (int at = 0; at + 6 <= bytes.length(); at++) {
      assertThat(all).doesNotContain(bytes.substring(at, at + 6));
    }
  }
}
