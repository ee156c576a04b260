package mien.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import mien.core.MienException;
import mien.engine.fault.EngineFault;

/**
 * Brings ONNX Runtime's native library up, once a process and before any of its classes is used.
 *
 * <p>Two things must happen first. {@code ORT_DISABLE_TELEMETRY=1} is set in the process's own
 * environment: the version we pin has no telemetry, a later one put in its place might, and its
 * Java switch comes too late (docs/adr/0002). And the natives are unpacked once into the user's
 * cache ({@link NativeFolder}): left to itself the library unpacks 24 MB at every start into the
 * shared folder for temporary files, which costs about 150 ms and leaks an empty folder.
 *
 * <p>The environment lives until the process ends, as ONNX Runtime wants it.
 */
public final class NativeRuntime {

  /** The version of ONNX Runtime that mien is built and tested with. */
  public static final String VERSION = "1.28.0";

  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  private NativeRuntime() {}

  /**
   * How the natives were found.
   *
   * @param folder where they lie; empty where there are none to unpack
   * @param remark one sentence: why they lie there
   */
  public record Natives(Optional<Path> folder, String remark) {}

  /**
   * The environment of ONNX Runtime.
   *
   * @throws MienException OPERATOR {@code runtime.unloadable} if the native library does not load
   */
  static OrtEnvironment environment() {
    return Loaded.bring();
  }

  /** The version that the native library itself gives. */
  public static String version() {
    return environment().getVersion();
  }

  /** Brings the library up and says how its natives were found. */
  public static Natives natives() {
    environment();
    return Loaded.NATIVES;
  }

  /** Initialized once, by whichever thread comes first. */
  private static final class Loaded {

    private static final NativeFolder SOURCE = NativeFolder.fromEnvironment();
    private static final Natives NATIVES = prepare();

    private static OrtEnvironment bring() {
      if (NATIVES.folder().isEmpty() && !SOURCE.source().isEmpty()) {
        // Left to itself it would unpack them into the folder for temporary files.
        throw new MienException(EngineFault.RUNTIME_UNLOADABLE, unloadable(NATIVES.remark()));
      }
      try {
        return OrtEnvironment.getEnvironment();
      } catch (LinkageError | RuntimeException e) {
        throw new MienException(
            EngineFault.RUNTIME_UNLOADABLE,
            unloadable(e.getMessage() + "; natives: " + NATIVES.remark()),
            e);
      }
    }

    private static String unloadable(String why) {
      return "ONNX Runtime's native library does not load ("
          + why
          + "); a 64-bit Linux with glibc 2.27 or later, macOS on arm64 or Windows is needed,"
          + " and a cache folder of your own that allows programs to run (XDG_CACHE_HOME, or"
          + " -Dmien.cache=FOLDER)";
    }

    private static Natives prepare() {
      disableTelemetry();
      String given = System.getProperty(PATH_PROPERTY, "");
      if (!given.isEmpty()) {
        return new Natives(Optional.of(Path.of(given)), "given by -D" + PATH_PROPERTY);
      }
      Natives natives = SOURCE.provide();
      natives.folder().ifPresent(folder -> System.setProperty(PATH_PROPERTY, folder.toString()));
      return natives;
    }
  }

  /** {@code setenv("ORT_DISABLE_TELEMETRY", "1", 1)}, unless the launcher did it already. */
  private static void disableTelemetry() {
    String name = "ORT_DISABLE_TELEMETRY";
    if ("1".equals(System.getenv(name))) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
    if (setenv.isEmpty()) {
      return; // Windows, whose build has always used the system's own event log
    }
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      int status =
          (int)
              linker
                  .downcallHandle(setenv.get(), signature)
                  .invokeExact(arena.allocateFrom(name), arena.allocateFrom("1"), 1);
      if (status != 0) {
        throw new IllegalStateException("setenv gave " + status);
      }
    } catch (Throwable e) {
      throw new MienException(
          EngineFault.RUNTIME_TELEMETRY,
          "ONNX Runtime's telemetry could not be forbidden; set " + name + "=1 before the start",
          e);
    }
  }
}
