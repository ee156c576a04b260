package mien.vault;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for bytes that must not be there any more: windows of 24 bytes, in any position of a file.
 *
 * <p>One pass however many windows there are: the first two bytes of a window pick a place of one
 * table, its first eight a bit of another; only where both are set is more compared. For one
 * thread.
 */
final class ResidueScan {

  /** Bytes of a window: chance does not make 24 equal ones. */
  static final int WINDOW = 24;

  private static final int BITS = 20;
  private static final int BUFFER = 1 << 20;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final boolean[] pairs = new boolean[1 << 16];
  private final BitSet first = new BitSet(1 << BITS);
  private final Map<Long, List<Window>> windows = new HashMap<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private long scanned;

  /** Bytes, and whose they were. */
  private record Window(int owner, byte[] bytes) {}

  /**
   * Looks for three windows of these bytes, from their middle: beginnings of photos are alike.
   * Bytes that are too few, or nearly all the same, cannot be told from others and are left out.
   */
  void lookFor(int owner, byte[] bytes) {
    int last = bytes.length - WINDOW;
    for (int part = 1; part <= 3 && last >= 0; part++) {
      int at = (int) ((long) last * part / 4);
      add(owner, Arrays.copyOfRange(bytes, at, at + WINDOW));
    }
  }

  private void add(int owner, byte[] window) {
    if (Arrays.equals(window, new byte[WINDOW]) || distinct(window) < 8) {
      return;
    }
    long start = (long) LONG.get(window, 0);
    pairs[(int) start & 0xffff] = true;
    first.set(slot(start));
    windows.computeIfAbsent(start, _ -> new ArrayList<>()).add(new Window(owner, window));
    counts.merge(owner, 1, Integer::sum);
  }

  private static int distinct(byte[] window) {
    BitSet seen = new BitSet(256);
    for (byte b : window) {
      seen.set(b & 0xff);
    }
    return seen.cardinality();
  }

  /** How many windows of an owner are looked for. */
  int count(int owner) {
    return counts.getOrDefault(owner, 0);
  }

  /** How many bytes were looked through. */
  long scanned() {
    return scanned;
  }

  /** Whose windows are in which of {@code files}; a file that is gone holds none. */
  Map<Integer, Set<Path>> find(List<Path> files) {
    Map<Integer, Set<Path>> found = new HashMap<>();
    for (Path file : files) {
      try (InputStream stream = Files.newInputStream(file)) {
        for (int owner : owners(stream)) {
          found.computeIfAbsent(owner, _ -> new TreeSet<>()).add(file);
        }
      } catch (NoSuchFileException _) {
        // Gone meanwhile: nothing is in it.
      } catch (IOException e) {
        throw SealedFiles.diskFault(e);
      }
    }
    return found;
  }

  private Set<Integer> owners(InputStream stream) throws IOException {
    Set<Integer> owners = new HashSet<>();
    byte[] buffer = new byte[BUFFER + WINDOW];
    int kept = 0;
    while (true) {
      int read = stream.readNBytes(buffer, kept, BUFFER);
      scanned += read;
      int length = kept + read;
      scan(buffer, length, owners);
      if (read < BUFFER) {
        return owners;
      }
      // A window may lie across two buffers.
      kept = WINDOW - 1;
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
  }

  /** The inner loop: a hundredth of the positions get past their first two bytes. */
  private void scan(byte[] buffer, int length, Set<Integer> owners) {
    boolean[] table = pairs;
    int end = length - WINDOW;
    for (int at = 0; at <= end; at++) {
      if (table[(short) SHORT.get(buffer, at) & 0xffff]) {
        long start = (long) LONG.get(buffer, at);
        if (first.get(slot(start))) {
          match(buffer, at, start, owners);
        }
      }
    }
  }

  private void match(byte[] buffer, int at, long start, Set<Integer> owners) {
    for (Window window : windows.getOrDefault(start, List.of())) {
      if (Arrays.equals(buffer, at, at + WINDOW, window.bytes, 0, WINDOW)) {
        owners.add(window.owner);
      }
    }
  }

  private static int slot(long start) {
    return (int) ((start * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }
}
