package mien.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mien.core.CacheFolder;
import mien.engine.onnx.NativeRuntime.Natives;

/**
 * Unpacks ONNX Runtime's natives for this platform out of its jar into a private, versioned folder
 * of the user's cache, once. The folder's name holds the version and a fingerprint of the jar's
 * entries, so another build never meets old files; it appears by an atomic rename, so another
 * process never meets half of them. Where that is not possible nothing is loaded: ONNX Runtime
 * would unpack for itself into the folder for temporary files, which is not the user's own.
 *
 * @param cache the user's cache folder of mien
 * @param source where the natives are, one entry a file of this platform
 */
record NativeFolder(Optional<Path> cache, List<Entry> source) {

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** What a platform's folder of the jar may hold; the providers only in the GPU build. */
  private static final List<String> LIBRARIES =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "onnxruntime_providers_cuda",
          "onnxruntime_providers_tensorrt");

  /**
   * One native file.
   *
   * @param name of the file
   * @param bytes its size
   * @param fingerprint tells builds apart without reading the file
   * @param jar the jar that holds it
   * @param member its path in there
   */
  record Entry(String name, long bytes, long fingerprint, Path jar, String member) {}

  static NativeFolder fromEnvironment() {
    Optional<String> cache =
        CacheFolder.of(
            System.getProperty(CacheFolder.PROPERTY, ""),
            System.getenv(),
            System.getProperty("user.home", ""));
    return new NativeFolder(cache.map(Path::of).map(Path::toAbsolutePath), entries());
  }

  /** The folder with the natives, made if need be; empty with the reason where it cannot be. */
  Natives provide() {
    if (cache.isEmpty()) {
      return fallback("no home folder is named");
    }
    if (source.isEmpty()) {
      return fallback("the jar has none for this platform");
    }
    Path target = cache.get().resolve(name());
    try {
      if (complete(target)) {
        return new Natives(Optional.of(target), "unpacked before");
      }
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return fallback(target + " is not private or not complete; remove it");
      }
      unpack(cache.get(), target);
      return new Natives(Optional.of(target), "unpacked now");
    } catch (IOException | UnsupportedOperationException e) {
      return fallback("they cannot be unpacked into " + target + ": " + e);
    }
  }

  private static Natives fallback(String reason) {
    return new Natives(
        Optional.empty(), "ONNX Runtime's natives are not unpacked, because " + reason);
  }

  /** {@code onnxruntime-1.28.0-3f2a9c01}. */
  String name() {
    CRC32 sum = new CRC32();
    for (Entry entry : source) {
      sum.update(
          (entry.name + ' ' + entry.bytes + ' ' + entry.fingerprint + '\n')
              .getBytes(StandardCharsets.UTF_8));
    }
    return "onnxruntime-%s-%08x".formatted(NativeRuntime.VERSION, sum.getValue());
  }

  private void unpack(Path parent, Path target) throws IOException {
    createPrivate(parent);
    Path fresh =
        posix(parent)
            ? Files.createTempDirectory(parent, ".unpacking-", PRIVATE)
            : Files.createTempDirectory(parent, ".unpacking-");
    try {
      for (Entry entry : source) {
        try (ZipFile zip = new ZipFile(entry.jar.toFile());
            InputStream in = zip.getInputStream(zip.getEntry(entry.member))) {
          Files.copy(in, fresh.resolve(entry.name));
        }
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(fresh);
      if (!complete(target)) { // unless another process was faster
        throw e;
      }
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createPrivate(parent);
    }
    try {
      if (posix(parent == null ? folder : parent)) {
        Files.createDirectory(folder, PRIVATE);
      } else {
        Files.createDirectory(folder);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Whether every file is there in full and no other user can have written to it. */
  private boolean complete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !ownedPrivately(folder)) {
      return false;
    }
    for (Entry entry : source) {
      Path file = folder.resolve(entry.name);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) != entry.bytes) {
        return false;
      }
    }
    return true;
  }

  private static boolean ownedPrivately(Path folder) throws IOException {
    if (!posix(folder)) {
      return true; // Windows: the profile folder's access list protects it
    }
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Path self = Path.of("/proc/self");
    boolean ours = !Files.exists(self) || Files.getOwner(self).equals(attributes.owner());
    return ours
        && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  /** What the jar has for this platform, from the zip's directory alone. */
  private static List<Entry> entries() {
    List<Entry> found = new ArrayList<>();
    Optional<Path> jar = jar();
    if (jar.isEmpty()) {
      return found;
    }
    try (ZipFile zip = new ZipFile(jar.get().toFile())) {
      for (String library : LIBRARIES) {
        String name = System.mapLibraryName(library);
        String member = "ai/onnxruntime/native/" + platform() + "/" + name;
        ZipEntry entry = zip.getEntry(member);
        if (entry != null) {
          found.add(new Entry(name, entry.getSize(), entry.getCrc(), jar.get(), member));
        }
      }
      return found;
    } catch (IOException e) {
      return List.of(); // ONNX Runtime will find out for itself what is wrong with it
    }
  }

  /** ONNX Runtime's jar; empty where its classes come from elsewhere. */
  private static Optional<Path> jar() {
    // Naming the class does not initialize it.
    CodeSource source = OrtEnvironment.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The platform's folder in the jar: {@code linux-x64}. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String family = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
    boolean arm = arch.startsWith("aarch64") || arch.startsWith("arm64");
    return family + "-" + (arm ? "aarch64" : "x64");
  }
}
