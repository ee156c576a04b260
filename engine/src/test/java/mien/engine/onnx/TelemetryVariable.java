package mien.engine.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What native code of this process sees; Java's own copy of the environment is older. */
final class TelemetryVariable {

  private TelemetryVariable() {}

  static String value() {
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.ADDRESS.withTargetLayout(
                java.lang.foreign.MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_BYTE)),
            ValueLayout.ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found =
          (MemorySegment)
              linker
                  .downcallHandle(linker.defaultLookup().find("getenv").orElseThrow(), signature)
                  .invokeExact(arena.allocateFrom("ORT_DISABLE_TELEMETRY"));
      return found.address() == 0 ? "unset" : found.getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
