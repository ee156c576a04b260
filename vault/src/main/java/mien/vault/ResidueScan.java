package mien.vault;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for bytes that must not be there any more: windows of 24 bytes, in any position of a file.
 *
 * <p>One pass however many windows there are: the first eight bytes of a window pick a bit of a
 * table of 2^20; only where it is set is more compared. For one thread.
 */
final class ResidueScan {

  /** Bytes of a window: chance does not make 24 equal ones. */
  static final int WINDOW = 24;

  private static final int BITS = 20;
  private static final int BUFFER = 1 << 20;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final BitSet first = new BitSet(1 << BITS);
  private final Map<Long, List<byte[]>> windows = new HashMap<>();
  private int count;
  private long scanned;

  /**
   * Looks for three windows of these bytes, from their middle: beginnings of photos are alike.
   * Bytes that are too few, or nearly all the same, cannot be told from others and are left out.
   */
  void lookFor(byte[] bytes) {
    int last = bytes.length - WINDOW;
    for (int part = 1; part <= 3 && last >= 0; part++) {
      add(
          Arrays.copyOfRange(
              bytes, (int) ((long) last * part / 4), (int) ((long) last * part / 4) + WINDOW));
    }
  }

  private void add(byte[] window) {
    if (Arrays.equals(window, new byte[WINDOW]) || distinct(window) < 8) {
      return;
    }
    long start = (long) LONG.get(window, 0);
    first.set(slot(start));
    windows.computeIfAbsent(start, _ -> new ArrayList<>()).add(window);
    count++;
  }

  private static int distinct(byte[] window) {
    BitSet seen = new BitSet(256);
    for (byte b : window) {
      seen.set(b & 0xff);
    }
    return seen.cardinality();
  }

  /** How many windows are looked for. */
  int count() {
    return count;
  }

  /** How many bytes were looked through. */
  long scanned() {
    return scanned;
  }

  /** The files among {@code files} in which a window was found; a file that is gone holds none. */
  List<Path> find(List<Path> files) {
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      try (InputStream stream = Files.newInputStream(file)) {
        if (contains(stream)) {
          found.add(file);
        }
      } catch (java.nio.file.NoSuchFileException _) {
        // Gone meanwhile: nothing is in it.
      } catch (IOException e) {
        throw SealedFiles.diskFault(e);
      }
    }
    return found;
  }

  private boolean contains(InputStream stream) throws IOException {
    byte[] buffer = new byte[BUFFER + WINDOW];
    int kept = 0;
    while (true) {
      int read = stream.readNBytes(buffer, kept, BUFFER);
      scanned += read;
      int length = kept + read;
      for (int at = 0; at + WINDOW <= length; at++) {
        long start = (long) LONG.get(buffer, at);
        if (first.get(slot(start)) && matches(buffer, at, start)) {
          return true;
        }
      }
      if (read < BUFFER) {
        return false;
      }
      // A window may lie across two buffers.
      kept = WINDOW - 1;
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
  }

  private boolean matches(byte[] buffer, int at, long start) {
    for (byte[] window : windows.getOrDefault(start, List.of())) {
      if (Arrays.equals(buffer, at, at + WINDOW, window, 0, WINDOW)) {
        return true;
      }
    }
    return false;
  }

  private static int slot(long start) {
    return (int) ((start * 0x9E3779B97F4A7C15L) >>> (64 - BITS));
  }
}
