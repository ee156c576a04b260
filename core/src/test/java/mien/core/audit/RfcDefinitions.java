package mien.core.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * RFC 6962, section 2.1, word by word and on whole lists of leaves: slow, recursive, and sharing
 * nothing with the code that it judges but the class {@link Hash}.
 */
final class RfcDefinitions {

  private RfcDefinitions() {}

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static TreeHasher hasher() {
    return new TreeHasher(message -> sha256(message));
  }

  /** MTH(D[n]). */
  static Hash mth(List<byte[]> d) {
    if (d.isEmpty()) {
      return Hash.of(sha256());
    }
    if (d.size() == 1) {
      return Hash.of(sha256(new byte[] {0}, d.getFirst()));
    }
    int k = k(d.size());
    byte[] left = mth(d.subList(0, k)).toArray();
    byte[] right = mth(d.subList(k, d.size())).toArray();
    return Hash.of(sha256(new byte[] {1}, left, right));
  }

  /** PATH(m, D[n]). */
  static List<Hash> path(int m, List<byte[]> d) {
    int n = d.size();
    if (n == 1) {
      return List.of();
    }
    int k = k(n);
    return m < k
        ? join(path(m, d.subList(0, k)), mth(d.subList(k, n)))
        : join(path(m - k, d.subList(k, n)), mth(d.subList(0, k)));
  }

  /** PROOF(m, D[n]). */
  static List<Hash> proof(int m, List<byte[]> d) {
    return subproof(m, d, true);
  }

  private static List<Hash> subproof(int m, List<byte[]> d, boolean b) {
    int n = d.size();
    if (m == n) {
      return b ? List.of() : List.of(mth(d));
    }
    int k = k(n);
    return m <= k
        ? join(subproof(m, d.subList(0, k), b), mth(d.subList(k, n)))
        : join(subproof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
  }

  /** The largest power of two smaller than n. */
  private static int k(int n) {
    int k = 1;
    while (2 * k < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> join(List<Hash> list, Hash last) {
    List<Hash> joined = new ArrayList<>(list);
    joined.add(last);
    return joined;
  }

  /** Seeded leaves of 0 to 40 bytes. */
  static List<byte[]> leaves(long seed, int count) {
    Random random = new Random(seed);
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] leaf = new byte[random.nextInt(41)];
      random.nextBytes(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }
}
