package mien.vault.audit;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import mien.vault.sql.AuditLog;

/** Seeded events of nobody. */
final class Events {

  static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T04:00:00.123456Z"));

  private static final String VALUES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/+=-";

  private Events() {}

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static AuditLog log(KeyPair pair) {
    return new AuditLog(new AuditKeys(pair, List.of()), CLOCK);
  }

  static AuditEvent event(Random random) {
    TreeMap<String, String> facts = new TreeMap<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      facts.put("k" + random.nextInt(100), word(random, random.nextInt(12)));
    }
    byte[] pseudonym = new byte[32];
    random.nextBytes(pseudonym);
    return new AuditEvent(
        AuditAction.values()[random.nextInt(AuditAction.values().length)],
        Pseudonym.of(pseudonym),
        "officer:" + Integer.toHexString(random.nextInt()),
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
        facts);
  }

  static List<AuditEvent> events(Random random, int count) {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(random));
    }
    return events;
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(VALUES.charAt(random.nextInt(VALUES.length())));
    }
    return word.toString();
  }
}
