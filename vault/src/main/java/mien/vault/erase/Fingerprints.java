package mien.vault.erase;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import mien.vault.policy.Sha256;

/**
 * What must not be found any more, without the bytes themselves: of windows of 24 bytes the first
 * four and the SHA-256 of all. So it can be kept until the look is over, whatever happens in
 * between, and nothing can be made of it.
 *
 * <p>As bytes: 36 a window, the beginning and then the hash. Immutable.
 */
public final class Fingerprints {

  /** Bytes of a window: chance does not make 24 equal ones. */
  public static final int WINDOW = 24;

  private static final int HASH = 32;
  private static final int SIZE = Integer.BYTES + HASH;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] packed;

  private Fingerprints(byte[] packed) {
    this.packed = packed;
  }

  /** Those that were kept. */
  public static Fingerprints of(byte[] packed) {
    if (packed.length % SIZE != 0) {
      throw new IllegalArgumentException(
          "fingerprints have " + SIZE + " bytes each, but there were " + packed.length);
    }
    return new Fingerprints(packed.clone());
  }

  public byte[] bytes() {
    return packed.clone();
  }

  /** How many windows. */
  public int count() {
    return packed.length / SIZE;
  }

  /** The first four bytes of a window, as {@link #beginning(byte[], int)} reads them. */
  public int beginning(int window) {
    return beginning(packed, window * SIZE);
  }

  /** Whether a window's hash is {@code hash}. */
  public boolean matches(int window, byte[] hash) {
    int from = window * SIZE + Integer.BYTES;
    return Arrays.equals(packed, from, from + HASH, hash, 0, HASH);
  }

  public static int beginning(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  public static byte[] hash(MessageDigest digest, byte[] bytes, int at) {
    digest.update(bytes, at, WINDOW);
    return digest.digest();
  }

  /** Takes fingerprints. For one thread. */
  public static final class Taker {

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final MessageDigest digest = Sha256.digest();

    /**
     * Takes those of three windows, from the middle of {@code bytes}: beginnings of photos are
     * alike. Bytes that are too few, or nearly all the same, cannot be told from others and are
     * left out.
     */
    public void take(byte[] bytes) {
      int last = bytes.length - WINDOW;
      for (int part = 1; part <= 3 && last >= 0; part++) {
        take(bytes, (int) ((long) last * part / 4), last);
      }
    }

    /** At {@code at}, or a little later: a run of one byte is at too many places to begin with. */
    private void take(byte[] bytes, int at, int last) {
      int from = at;
      while (distinct(bytes, from, Integer.BYTES) < 3) {
        if (from == last) {
          return;
        }
        from++;
      }
      if (distinct(bytes, from, WINDOW) >= 8) {
        packed.write(bytes, from, Integer.BYTES);
        packed.writeBytes(hash(digest, bytes, from));
      }
    }

    private static int distinct(byte[] bytes, int from, int length) {
      BitSet seen = new BitSet(256);
      for (int i = from; i < from + length; i++) {
        seen.set(bytes[i] & 0xff);
      }
      return seen.cardinality();
    }

    public Fingerprints all() {
      return new Fingerprints(packed.toByteArray());
    }
  }
}
