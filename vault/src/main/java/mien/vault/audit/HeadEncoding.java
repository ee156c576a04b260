package mien.vault.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mien.core.audit.Hash;

/**
 * A signed head as a line of JSON in its only form, as {@link LeafEncoding} has leaves: {@code
 * {"key":"…","root":"…","signature":"…","size":17,"time":"2026-11-21T04:00:00.000Z"}}. An empty log
 * has no head.
 */
public final class HeadEncoding {

  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\"key\":\"([0-9a-f]{16})\",\"root\":\"([0-9a-f]{64})\","
              + "\"signature\":\"([A-Za-z0-9+/]{86}==)\",\"size\":([1-9][0-9]{0,14}),"
              + "\"time\":\"([0-9]{4}-[0-9:T.-]{18}Z)\"}");

  private HeadEncoding() {}

  /** One line of text, as docs/policies/audit-format.md has it. */
  public static byte[] encode(SignedHead head) {
    return "{\"key\":\"%s\",\"root\":\"%s\",\"signature\":\"%s\",\"size\":%d,\"time\":\"%s\"}"
        .formatted(
            head.key().hex(),
            head.root().hex(),
            head.signature(),
            head.size(),
            LeafEncoding.time(head.at()))
        .getBytes(US_ASCII);
  }

  /** The head of that line, or nothing if it is not exactly what {@link #encode} writes. */
  public static Optional<SignedHead> decode(byte[] line) {
    Matcher fields = HEAD.matcher(new String(line, ISO_8859_1));
    if (!fields.matches()) {
      return Optional.empty();
    }
    try {
      SignedHead head =
          new SignedHead(
              Long.parseLong(fields.group(4)),
              Hash.ofHex(fields.group(2)),
              Instant.parse(fields.group(5)),
              new KeyId(fields.group(1)),
              fields.group(3));
      return Arrays.equals(encode(head), line) ? Optional.of(head) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
