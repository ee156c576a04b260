package mien.vault.search;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Asks Linux to keep a large piece of native memory in huge pages: with 4 KB pages a scan waits for
 * address translation as much as for memory. A wish, where it can be expressed: on other systems,
 * or where native access is not enabled for this module, nothing happens.
 */
final class HugePages {

  /** A piece to be kept in huge pages should start at a multiple of this. */
  static final long SIZE = 2L << 20;

  private static final int MADV_HUGEPAGE = 14;

  private HugePages() {}

  /** Memory of at least {@code size} bytes, zeroed, in huge pages where it fills one. */
  static MemorySegment room(Arena arena, long size) {
    if (size < SIZE) {
      return arena.allocate(size, 64);
    }
    MemorySegment room = arena.allocate(size, SIZE);
    wish(room);
    return room;
  }

  /** Wishes for huge pages under {@code memory}; says whether the system took note. */
  private static boolean wish(MemorySegment memory) {
    boolean linux = "Linux".equals(System.getProperty("os.name"));
    if (!linux || !HugePages.class.getModule().isNativeAccessEnabled()) {
      return false;
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> madvise = linker.defaultLookup().find("madvise");
    if (madvise.isEmpty()) {
      return false;
    }
    FunctionDescriptor shape =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    try {
      return (int)
              linker
                  .downcallHandle(madvise.get(), shape)
                  .invokeExact(memory, memory.byteSize(), MADV_HUGEPAGE)
          == 0;
    } catch (Throwable e) {
      return false;
    }
  }
}
