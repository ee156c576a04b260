package mien.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output or error in UTF-8 whatever the locale says: JSON is UTF-8, and file names would
 * otherwise become question marks. Buffered; the writer flushes. For one thread at a time.
 */
public final class StandardStream extends PrintStream {

  private final int number;

  private StandardStream(FileDescriptor descriptor, int number) {
    super(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13),
        false,
        StandardCharsets.UTF_8);
    this.number = number;
  }

  /** Standard output of this process. */
  public static StandardStream out() {
    return new StandardStream(FileDescriptor.out, 1);
  }

  /** Standard error of this process. */
  public static StandardStream err() {
    return new StandardStream(FileDescriptor.err, 2);
  }

  /**
   * Whether writing failed because the reader of a pipe has gone, which is no error of anyone:
   * {@code mien faces photos | head}. Known on Linux alone.
   */
  public boolean readerGone() {
    try {
      Path link = Path.of("/proc/self/fd/" + number);
      return checkError() && Files.readSymbolicLink(link).toString().startsWith("pipe:");
    } catch (IOException | SecurityException _) {
      return false;
    }
  }
}
