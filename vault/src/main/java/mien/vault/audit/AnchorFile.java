package mien.vault.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import mien.vault.fault.VaultFault;

/**
 * Signed heads, one JSON line each, in a file out of reach of those who can alter the database:
 * another machine's, a medium that only takes additions, a printer. Only against it does it show
 * that the newest leaves and their heads were removed together, or that a person who has the key
 * wrote the log again.
 *
 * <p>A line is durable when {@link #append} returns. What a crash left of a line at the end of the
 * file does not count, and the next append removes it. Processes take turns by a lock on the file.
 */
public final class AnchorFile {

  private static final int LONGEST_LINE = 512;
  private static final String BEGIN = "{\"key\":\"";

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
   * @throws MienException if the file cannot be written, or is something else than heads: a name
   *     that was mistyped must not cost a key or a letter its end
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
      long end = endOfHeads(channel);
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

  /** The place behind the last head: the size, but after a crash in the middle of a line. */
  private long endOfHeads(FileChannel channel) throws IOException {
    long size = channel.size();
    ByteBuffer last = ByteBuffer.allocate((int) Math.min(size, 2 * LONGEST_LINE));
    int read;
    do {
      read = last.hasRemaining() ? channel.read(last, size - last.capacity() + last.position()) : 0;
    } while (read > 0);
    String text = new String(last.array(), US_ASCII);
    int end = text.lastIndexOf('\n') + 1;
    String unfinished = text.substring(end);
    boolean begun =
        unfinished.length() < LONGEST_LINE
            && unfinished.startsWith(
                BEGIN.substring(0, Math.min(BEGIN.length(), unfinished.length())));
    String line = text.substring(text.lastIndexOf('\n', end - 2) + 1, Math.max(0, end - 1));
    boolean first = end == 0 && last.capacity() == size;
    if (!begun || !first && HeadEncoding.decode(line.getBytes(US_ASCII)).isEmpty()) {
      throw new MienException(
          VaultFault.AUDIT_ANCHOR,
          "An anchor file has signed heads of the log and nothing else, but "
              + file
              + " has something else: name another file. Nothing was written.");
    }
    return size - last.capacity() + end;
  }

  /** Whether no head is in it: it is not there, or empty. */
  public boolean empty() {
    return read().isEmpty();
  }

  /**
   * Every line, in order; empty where a line is not a head. No file is no line.
   *
   * @throws MienException if the file cannot be read
   */
  public List<Optional<SignedHead>> read() {
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
        VaultFault.AUDIT_ANCHOR,
        "The audit log's anchor file must be there to be "
            + verb
            + " and "
            + file
            + " could not be: check its path, owner and disk.",
        e);
  }
}
