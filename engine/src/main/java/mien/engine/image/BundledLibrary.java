package mien.engine.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import mien.core.CacheFolder;
import mien.engine.checksum.Checksum;

/**
 * The native library that comes with mien: Leptonica with libjpeg-turbo 3.0.1 and libwebp inside,
 * as built by the Bytedeco project; of its jar only the C library is used, through FFM, and none of
 * its Java.
 *
 * <p>A library must be a file to be loaded: it is unpacked once into {@code natives/<SHA-256>/} of
 * the {@link CacheFolder}, readable by its owner alone, and compared byte for byte at every later
 * start.
 */
final class BundledLibrary {

  private static final String FOLDER = "org/bytedeco/leptonica/";

  private BundledLibrary() {}

  /**
   * Loads it.
   *
   * @throws CodecRefusal where there is none for this platform, or it cannot be unpacked or loaded
   */
  static NativeLibrary load() throws CodecRefusal {
    String resource =
        platform().orElseThrow(() -> new CodecRefusal("none is built for " + describe()));
    try {
      return NativeLibrary.file(unpacked(resource, cache()));
    } catch (IOException | IllegalArgumentException e) {
      throw new CodecRefusal("it cannot be unpacked or loaded: " + e.getMessage(), e);
    }
  }

  private static Path cache() throws CodecRefusal {
    return CacheFolder.of(
            System.getProperty(CacheFolder.PROPERTY, ""),
            System.getenv(),
            System.getProperty("user.home", ""))
        .map(Path::of)
        .orElseThrow(() -> new CodecRefusal("no home folder is named"));
  }

  private static Optional<String> platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch");
    boolean arm = cpu.equals("aarch64") || cpu.equals("arm64");
    if (os.equals("linux") && (arm || cpu.equals("amd64"))) {
      return Optional.of(FOLDER + (arm ? "linux-arm64/" : "linux-x86_64/") + "libleptonica.so.6");
    }
    return os.startsWith("mac") && arm
        ? Optional.of(FOLDER + "macosx-arm64/libleptonica.6.dylib")
        : Optional.empty();
  }

  private static String describe() {
    return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
  }

  /** The library as a file whose bytes are those of the resource. */
  static Path unpacked(String resource, Path cache) throws IOException, CodecRefusal {
    byte[] bytes;
    try (InputStream in = BundledLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new CodecRefusal("its jar is not on the class path");
      }
      bytes = in.readAllBytes();
    }
    Path folder = cache.resolve("natives").resolve(Checksum.sha256(bytes));
    Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    if (Files.isRegularFile(file) && java.util.Arrays.equals(Files.readAllBytes(file), bytes)) {
      return file;
    }
    Files.createDirectories(folder, ownerOnly(cache));
    Path part = Files.createTempFile(folder, "unpacking", ".part", ownerOnly(folder));
    try {
      Files.write(part, bytes);
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new java.nio.file.attribute.FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new java.nio.file.attribute.FileAttribute<?>[0];
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
