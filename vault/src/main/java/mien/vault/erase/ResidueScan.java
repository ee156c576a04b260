package mien.vault.erase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mien.vault.policy.Sha256;

/**
 * Looks for bytes that must not be there any more, in any position of a file.
 *
 * <p>One pass however many windows there are: the first four bytes of a window set a bit of a
 * filter, which has 256 bits or more a window, so that of other bytes one position in 256 or less
 * gets past it. Those are looked up by their beginning, and only where that is a window's, 24 bytes
 * are hashed. For one thread.
 */
public final class ResidueScan {

  private static final int BUFFER = 1 << 20;

  /** Of the filter, as a power of two: 8 KiB to 4 MiB. */
  private static final int LEAST_BITS = 16;

  private static final int MOST_BITS = 25;

  private final List<Fingerprints> owners;
  private final int shift;
  private final long[] filter;

  /** Beginnings of windows with open addressing; a place holds the window's number + 1, or 0. */
  private final int[] places;

  private final int[] owner;
  private final int[] window;
  private final Map<Integer, Set<String>> found = new HashMap<>();
  private final byte[] buffer = new byte[BUFFER + Fingerprints.WINDOW];
  private final MessageDigest digest = Sha256.digest();
  private long scanned;

  /**
   * A look for the windows of several.
   *
   * @param owners whose; their places in the list are the keys of {@link #found}
   */
  public ResidueScan(List<Fingerprints> owners) {
    this.owners = List.copyOf(owners);
    int count = owners.stream().mapToInt(Fingerprints::count).sum();
    int bits = Math.clamp(8 + bitsFor(count), LEAST_BITS, MOST_BITS);
    this.shift = Integer.SIZE - bits;
    this.filter = new long[1 << (bits - 6)];
    this.places = new int[1 << (1 + bitsFor(count))];
    this.owner = new int[count];
    this.window = new int[count];
    int next = 0;
    for (int who = 0; who < this.owners.size(); who++) {
      for (int i = 0; i < this.owners.get(who).count(); i++) {
        owner[next] = who;
        window[next] = i;
        add(next++);
      }
    }
  }

  private static int bitsFor(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count);
  }

  private void add(int number) {
    int spread = spread(beginning(number));
    filter[spread >>> shift >>> 6] |= 1L << (spread >>> shift);
    int place = spread & (places.length - 1);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = number + 1;
  }

  private int beginning(int number) {
    return owners.get(owner[number]).beginning(window[number]);
  }

  /** Fibonacci hashing, with the high bits brought down for the table of places. */
  private static int spread(int beginning) {
    int product = beginning * 0x9E3779B1;
    return product ^ (product >>> 15);
  }

  /** Whose windows were found in which files. */
  public Map<Integer, Set<String>> found() {
    return found;
  }

  /** How many bytes were looked through. */
  public long scanned() {
    return scanned;
  }

  /**
   * Looks through a file; one that is gone holds nothing.
   *
   * @return whether it could be read
   */
  public boolean look(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      look(file.getFileName().toString(), channel);
      return true;
    } catch (NoSuchFileException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Looks through an open file, from its beginning; it stays open. */
  public void look(String name, FileChannel file) throws IOException {
    look(name, file::read);
  }

  /** Looks through bytes in memory. */
  public void look(String name, byte[] bytes) {
    try {
      look(
          name,
          (into, at) -> {
            int length = Math.min(into.remaining(), bytes.length - (int) at);
            into.put(bytes, (int) at, length);
            return length;
          });
    } catch (IOException e) {
      throw new IllegalStateException("memory was read", e);
    }
  }

  /** What is read from a place on; 0 or less: its end. */
  @FunctionalInterface
  private interface Source {
    int read(ByteBuffer into, long at) throws IOException;
  }

  private void look(String name, Source source) throws IOException {
    long at = 0;
    int kept = 0;
    while (true) {
      int read = source.read(ByteBuffer.wrap(buffer, kept, BUFFER), at);
      if (read <= 0) {
        return;
      }
      at += read;
      scanned += read;
      int length = kept + read;
      look(name, length);
      // A window may lie across two reads.
      kept = Math.min(length, Fingerprints.WINDOW - 1);
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
  }

  private void look(String name, int length) {
    byte[] bytes = buffer;
    long[] bits = filter;
    int end = length - Fingerprints.WINDOW;
    for (int at = 0; at <= end; at++) {
      int spread = spread(Fingerprints.beginning(bytes, at));
      int slot = spread >>> shift;
      if ((bits[slot >>> 6] & (1L << slot)) != 0) {
        match(name, at, spread);
      }
    }
  }

  private void match(String name, int at, int spread) {
    int beginning = Fingerprints.beginning(buffer, at);
    byte[] hash = null;
    for (int place = spread & (places.length - 1);
        places[place] != 0;
        place = (place + 1) & (places.length - 1)) {
      int number = places[place] - 1;
      if (beginning(number) != beginning) {
        continue;
      }
      if (hash == null) {
        hash = Fingerprints.hash(digest, buffer, at);
      }
      if (owners.get(owner[number]).matches(window[number], hash)) {
        found.computeIfAbsent(owner[number], _ -> new TreeSet<>()).add(name);
      }
    }
  }
}
