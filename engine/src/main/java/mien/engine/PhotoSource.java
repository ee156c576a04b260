package mien.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A photo that will be read when its turn comes. */
public interface PhotoSource {

  /** How results name it. */
  String name();

  /**
   * Reads the whole file; called once, on a worker.
   *
   * @return empty if it turns out to be no photo, and should be passed over
   * @throws mien.core.MienException if it is refused
   */
  Optional<byte[]> read() throws IOException;

  /** A file that is a photo. */
  static PhotoSource of(String name, Path file) {
    return new PhotoSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<byte[]> read() throws IOException {
        return Optional.of(Files.readAllBytes(file));
      }
    };
  }
}
