package mien.engine.image;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A C library that is loaded for as long as the process lives, and the handles of its functions.
 *
 * <p>Lifetime: the library is never unloaded, so a handle can never point at nothing. Threads: any.
 */
final class NativeLibrary {

  static final AddressLayout POINTER = ValueLayout.ADDRESS;
  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  /** C's {@code size_t} and, on the 64-bit Unix systems that we load, {@code unsigned long}. */
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final Linker LINKER = Linker.nativeLinker();

  private static final MethodHandle MALLOC =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("malloc"), FunctionDescriptor.of(POINTER, LONG));
  private static final MethodHandle FREE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(POINTER));

  private final SymbolLookup symbols;

  private NativeLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /** Loads by the name that the system's loader knows. */
  static NativeLibrary named(String name) {
    return new NativeLibrary(SymbolLookup.libraryLookup(name, Arena.global()));
  }

  /** Loads a file. */
  static NativeLibrary file(Path path) {
    return new NativeLibrary(SymbolLookup.libraryLookup(path, Arena.global()));
  }

  /** A function that returns something. */
  MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /** A function that returns nothing. */
  MethodHandle procedure(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  boolean has(String name) {
    return symbols.find(name).isPresent();
  }

  /**
   * Native memory that is not cleared first (an arena's is, which costs a pass over a picture);
   * freed with the arena.
   */
  static MemorySegment allocate(Arena arena, long bytes) throws CodecRefusal {
    try {
      MemorySegment block = (MemorySegment) MALLOC.invokeExact(Math.max(bytes, 1));
      if (block.address() == 0) {
        throw new CodecRefusal("no native memory for " + bytes + " bytes");
      }
      return block.reinterpret(Math.max(bytes, 1), arena, NativeLibrary::free);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** A copy of a file's bytes in native memory. */
  static MemorySegment copy(Arena arena, ByteView file) throws CodecRefusal {
    MemorySegment block = allocate(arena, file.length());
    MemorySegment.copy(file.array(), file.start(), block, ValueLayout.JAVA_BYTE, 0, file.length());
    return block;
  }

  /** A C string, at most 200 characters of it. */
  static String text(MemorySegment pointer) {
    if (pointer.address() == 0) {
      return "";
    }
    MemorySegment text = pointer.reinterpret(200);
    int n = 0;
    while (n < 200 && text.get(ValueLayout.JAVA_BYTE, n) != 0) {
      n++;
    }
    return new String(
        text.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
  }

  /** A downcall throws nothing of its own: whatever comes out of one is passed on or a bug. */
  static CodecRefusal rethrow(Throwable e) {
    return switch (e) {
      case CodecRefusal refusal -> refusal;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      default -> throw new IllegalStateException("a native call threw", e);
    };
  }

  private static void free(MemorySegment block) {
    try {
      FREE.invokeExact(block);
    } catch (Throwable e) {
      throw new IllegalStateException("free() threw", e);
    }
  }
}
