package mien.vault.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import mien.core.audit.Hash;

/**
 * The log at one size, signed: its holder can later show that the log was altered, if it was.
 *
 * <p>What is signed is the body of a C2SP tlog-checkpoint of four lines, each ended by a line feed:
 * {@code mien/audit/KEY}, the size in decimal, the root in base64, and as an extension the time,
 * {@code time 2026-11-21T04:00:00.000Z}.
 *
 * @param size leaves, from 0
 * @param root of those leaves
 * @param at when it was signed; cut to whole milliseconds, within the years 1970 to 9999
 * @param key who signed
 * @param signature 64 bytes of Ed25519 (RFC 8032) in base64
 */
public record SignedHead(long size, Hash root, Instant at, KeyId key, String signature) {

  private static final int SIGNATURE_BYTES = 64;

  /** Checks the numbers; whether the signature is good, {@link AuditKeys} tells. */
  public SignedHead {
    if (size < 0) {
      throw new IllegalArgumentException("a log has 0 or more leaves, but was to have " + size);
    }
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(key, "key");
    at = AuditEvent.wholeMillis(at);
    byte[] bytes = Base64.getDecoder().decode(signature);
    if (bytes.length != SIGNATURE_BYTES
        || !Base64.getEncoder().encodeToString(bytes).equals(signature)) {
      throw new IllegalArgumentException(
          "a signature is " + SIGNATURE_BYTES + " bytes in base64, but had " + bytes.length);
    }
  }

  /** The bytes that a signature of such a head signs. */
  static byte[] body(long size, Hash root, Instant at, KeyId key) {
    String text =
        "mien/audit/%s\n%d\n%s\ntime %s\n"
            .formatted(
                key.hex(),
                size,
                Base64.getEncoder().encodeToString(root.toArray()),
                LeafEncoding.time(at));
    return text.getBytes(US_ASCII);
  }

  /** The bytes that were signed. */
  public byte[] body() {
    return body(size, root, at, key);
  }

  /** One line of canonical JSON, as exports and anchor files have it, without a line feed. */
  public String json() {
    return new String(HeadEncoding.encode(this), US_ASCII);
  }
}
