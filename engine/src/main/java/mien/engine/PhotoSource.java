package mien.engine;

import java.io.IOException;

/**
 * A photo that will be read when its turn comes.
 *
 * @param name how results name it
 * @param bytes reads the whole file; called once, on a worker
 */
public record PhotoSource(String name, Bytes bytes) {

  /** Reads a file's bytes. */
  @FunctionalInterface
  public interface Bytes {
    /** Reads everything. */
    byte[] read() throws IOException;
  }
}
