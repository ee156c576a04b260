package mien.vault.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lines of bytes that end with a line feed and with nothing else, as {@code jq -R} and {@code awk}
 * see them; Java's own readers end a line at a carriage return too.
 */
final class Lines {

  private static final int BUFFER = 1 << 16;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  Lines(InputStream stream) {
    this.stream = stream;
  }

  /** The lines of a text that are finished by a line feed. */
  static List<byte[]> complete(byte[] text) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        lines.add(Arrays.copyOfRange(text, start, i));
        start = i + 1;
      }
    }
    return lines;
  }

  /** The next line, finished or not, cut at {@code longest} bytes. */
  Optional<byte[]> next(int longest) throws IOException {
    byte[] line = new byte[0];
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      int taken = Math.min(end - from, longest - line.length);
      int length = line.length;
      line = Arrays.copyOf(line, length + taken);
      System.arraycopy(buffer, from, line, length, taken);
      from = end + 1;
      if (end < to) {
        return Optional.of(line);
      }
    }
    return any ? Optional.of(line) : Optional.empty();
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, stream.read(buffer));
    return to > 0;
  }
}
