package mien.studio.http;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets of a file that it has already, or wants a part of (RFC 9110, 13 and 14): 304,
 * one range of bytes, or all. Several ranges at once are answered with all, which is allowed.
 */
final class PartOfFile {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

  private PartOfFile() {}

  /**
   * Answers a GET.
   *
   * @param whole an answer with an entity tag; others are handed back
   * @param had {@code If-None-Match} of the request
   * @param range {@code Range} of the request
   * @param unless {@code If-Range} of the request: the range counts for that tag alone
   */
  static Answer of(
      Answer whole, @Nullable String had, @Nullable String range, @Nullable String unless) {
    String tag = whole.headers().get("ETag");
    if (tag == null || whole.status() != 200) {
      return whole;
    }
    if (isHad(tag, had)) {
      return new Answer(304, whole.type(), new byte[0], whole.headers());
    }
    Answer answer = whole.with("Accept-Ranges", "bytes");
    Matcher wanted = RANGE.matcher(range == null ? "" : range.strip());
    if (!wanted.matches() || (unless != null && !unless.strip().equals(tag))) {
      return answer;
    }
    return part(answer, wanted.group(1), wanted.group(2));
  }

  /**
   * Whether a client has what carries a tag.
   *
   * @param tag with its quotes
   * @param had {@code If-None-Match} of the request
   */
  static boolean isHad(String tag, @Nullable String had) {
    return had != null && (had.strip().equals("*") || had.contains(tag));
  }

  private static Answer part(Answer whole, String first, String last) {
    int size = whole.body().length;
    if (first.isEmpty() && last.isEmpty()) {
      return whole;
    }
    long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
    long to =
        first.isEmpty() || last.isEmpty() ? size - 1L : Math.min(size - 1L, Long.parseLong(last));
    if (!first.isEmpty() && !last.isEmpty() && Long.parseLong(last) < from) {
      // Not a range at all: it is left out of account.
      return whole;
    }
    if (from >= size || from > to) {
      return new Answer(416, whole.type(), new byte[0], whole.headers())
          .with("Content-Range", "bytes */" + size);
    }
    byte[] bytes = Arrays.copyOfRange(whole.body(), (int) from, (int) to + 1);
    return new Answer(206, whole.type(), bytes, whole.headers())
        .with("Content-Range", "bytes " + from + "-" + to + "/" + size);
  }
}
