package mien.vault.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import mien.core.face.Embedding;
import mien.core.face.ModelId;

/**
 * Writes a file for {@link ReferenceMatrix}. The file appears under its name only when {@link
 * #publish} is called, whole, readable by its owner alone; closing without publishing leaves
 * nothing behind. For one thread.
 */
public final class ReferenceWriter implements AutoCloseable {

  /**
   * What is written at once, from the file's start on. In pieces of whole huge pages the system may
   * keep the file in huge pages, and a scan of it then runs up to twice as fast.
   */
  private static final int BUFFER = 4 << 20;

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final ModelId model;
  private final int dimension;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private int rows;

  /**
   * Starts a file.
   *
   * @param file where it will be; its folder must exist
   * @param dimension values a row, at least 1
   * @throws UncheckedIOException if the folder cannot be written
   */
  public ReferenceWriter(Path file, ModelId model, int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, but was " + dimension);
    }
    this.file = file;
    this.model = model;
    this.dimension = dimension;
    try {
      Path folder = file.toAbsolutePath().getParent();
      this.part = Files.createTempFile(folder, file.getFileName().toString(), ".part", owner());
      this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
      buffer.position(ReferenceMatrix.HEADER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] owner() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Adds a row.
   *
   * @param reference of this file's model and dimension
   * @return its row number, from 0
   */
  public int append(Embedding reference) {
    if (!reference.model().equals(model) || reference.dimension() != dimension) {
      throw new IllegalArgumentException(
          "a reference must be of "
              + model
              + " with "
              + dimension
              + " values, but is "
              + reference);
    }
    for (int i = 0; i < dimension; i++) {
      if (buffer.remaining() < Float.BYTES) {
        flush();
      }
      buffer.putFloat(reference.value(i));
    }
    return rows++;
  }

  /** Writes the header, forces everything to disk and puts the file in its place. */
  public void publish() {
    flush();
    byte[] id = model.value().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = ByteBuffer.allocate(ReferenceMatrix.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ReferenceMatrix.MAGIC).putInt(dimension).putInt(rows).putInt(id.length).put(id);
    header.rewind();
    try {
      channel.write(header, 0);
      channel.force(true);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flush() {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    MemorySegment.ofBuffer(buffer.clear()).fill((byte) 0);
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
