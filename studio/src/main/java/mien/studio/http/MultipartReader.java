package mien.studio.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * multipart/form-data (RFC 7578) read as it arrives: one window of memory, nothing on disk. For one
 * thread.
 *
 * <p>Between two parts stands a line break, two hyphens and the boundary. Before the first part the
 * line break may be missing, so the window begins with one of its own.
 */
final class MultipartReader {

  private static final int WINDOW = 16 * 1024;
  private static final int LONGEST_BOUNDARY = 70;

  /** A part's own words about itself. */
  record Part(String name, Optional<String> fileName) {}

  /** Takes a part's bytes. */
  @FunctionalInterface
  interface Body {
    void take(byte[] bytes, int offset, int length) throws IOException;
  }

  private final InputStream in;
  private final byte[] delimiter;
  private final int headerBytes;
  private final byte[] window = new byte[WINDOW];
  private int start;
  private int end;

  /**
   * A reader.
   *
   * @param contentType of the request
   * @param headerBytes limit for one part's header
   */
  MultipartReader(InputStream in, String contentType, int headerBytes) {
    this.in = in;
    this.headerBytes = Math.min(headerBytes, WINDOW / 2);
    byte[] boundary = boundary(contentType).getBytes(StandardCharsets.ISO_8859_1);
    delimiter = new byte[boundary.length + 4];
    System.arraycopy(new byte[] {'\r', '\n', '-', '-'}, 0, delimiter, 0, 4);
    System.arraycopy(boundary, 0, delimiter, 4, boundary.length);
    window[0] = '\r';
    window[1] = '\n';
    end = 2;
  }

  private static String boundary(String contentType) {
    String lower = contentType.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("multipart/form-data")) {
      throw UploadRefusal.otherType(contentType);
    }
    String value = HeaderWords.parameter(contentType, "boundary").orElse("");
    if (value.isEmpty() || value.length() > LONGEST_BOUNDARY) {
      throw UploadRefusal.malformed("the boundary is missing or too long");
    }
    return value;
  }

  /** Passes over everything up to the first part. Call once, before {@link #next}. */
  void begin() throws IOException {
    body((_, _, _) -> {});
  }

  /** The next part's header; empty after the last part. */
  Optional<Part> next() throws IOException {
    need(2);
    if (window[start] == '-' && window[start + 1] == '-') {
      return Optional.empty();
    }
    int from = start;
    int seen = 0;
    while (true) {
      // The header ends with an empty line; the delimiter's own line break may begin it.
      for (; from + seen + 3 < end; seen++) {
        int i = from + seen;
        if (window[i] == '\r'
            && window[i + 1] == '\n'
            && window[i + 2] == '\r'
            && window[i + 3] == '\n') {
          String header = new String(window, start, i - start, StandardCharsets.UTF_8);
          start = i + 4;
          return Optional.of(part(header));
        }
      }
      if (seen > headerBytes) {
        throw UploadRefusal.malformed("a field's header is too long");
      }
      fill();
      from = start;
    }
  }

  /** Hands the part's bytes over, up to the delimiter that ends it. */
  void body(Body sink) throws IOException {
    while (true) {
      int at = find();
      if (at >= 0) {
        sink.take(window, start, at - start);
        start = at + delimiter.length;
        return;
      }
      // The last bytes may be the beginning of a delimiter.
      int sure = Math.max(0, end - start - delimiter.length + 1);
      sink.take(window, start, sure);
      start += sure;
      fill();
    }
  }

  private int find() {
    for (int i = start; i + delimiter.length <= end; i++) {
      if (window[i] == '\r'
          && Arrays.equals(window, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  private void need(int bytes) throws IOException {
    while (end - start < bytes) {
      fill();
    }
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(window, start, window, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == window.length) {
      throw UploadRefusal.malformed("a field's header is too long");
    }
    int read = in.read(window, end, window.length - end);
    if (read < 0) {
      throw UploadRefusal.malformed("it is cut off");
    }
    end += read;
  }

  private static Part part(String header) {
    for (String line : header.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        String name = HeaderWords.parameter(line, "name").orElse("");
        if (name.isEmpty()) {
          throw UploadRefusal.malformed("a field has no name");
        }
        return new Part(name, HeaderWords.parameter(line, "filename"));
      }
    }
    throw UploadRefusal.malformed("a field has no name");
  }
}
