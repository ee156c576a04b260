package mien.vault.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.core.MienException;

/**
 * Signed heads, one JSON line each, in a file out of reach of whoever can alter the database:
 * another machine's, a medium that only takes additions, a printer. Only against it does it show
 * that the newest leaves and their heads were removed together, or that somebody who has the key
 * wrote the log anew.
 *
 * <p>A line is durable when {@link #append} returns. What a crash left of a line at the end of the
 * file does not count, and the next append removes it. Processes take turns by a lock on the file.
 */
public final class AnchorFile {

  private static final int LONGEST_LINE = 512;

  private final Path file;

  /**
   * Uses a file, which need not be there yet; its folder must.
   *
   * @param file not in the vault's folder
   */
  public AnchorFile(Path file) {
    this.file = Objects.requireNonNull(file, "file");
  }

  /**
   * Adds a head.
   *
   * @throws MienException if the file cannot be written
   */
  public void append(SignedHead head) {
    byte[] line = HeadEncoding.encode(head);
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      long end = endOfLastLine(channel);
      if (end < channel.size()) {
        channel.truncate(end);
      }
      channel.position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw fault("written", e);
    }
  }

  /** The place behind the last line feed: the size, but after a crash in the middle of a line. */
  private static long endOfLastLine(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, LONGEST_LINE));
    while (end.hasRemaining() && channel.read(end, size - end.capacity() + end.position()) > 0) {
      continue;
    }
    for (int i = end.capacity() - 1; i >= 0; i--) {
      if (end.get(i) == '\n') {
        return size - end.capacity() + i + 1;
      }
    }
    // No line at all: a first one that was not finished, or a file of something else.
    return size < LONGEST_LINE ? 0 : size;
  }

  /**
   * Every line, in order; empty where a line is not a head. No file is no line.
   *
   * @throws MienException if the file cannot be read
   */
  List<Optional<SignedHead>> read() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Lines.complete(bytes).stream().map(HeadEncoding::decode).toList();
    } catch (IOException e) {
      throw fault("read", e);
    }
  }

  private MienException fault(String verb, IOException e) {
    return new MienException(
        MienException.Blame.OPERATOR,
        "audit.anchor",
        "The audit log's anchor file must be there to be "
            + verb
            + " and "
            + file
            + " could not be: check its path, owner and disk.",
        e);
  }
}
