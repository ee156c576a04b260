package mien.engine.image;

import static mien.engine.image.NativeLibrary.INT;
import static mien.engine.image.NativeLibrary.LONG;
import static mien.engine.image.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * JPEG through the system's libjpeg-turbo (TurboJPEG API 2, which version 3 keeps), the fastest
 * way: SIMD, and inverse DCT at n/8 of the size.
 *
 * <p>Lifetime: each call makes its own handle and closes it; nothing native outlives a call.
 * Threads: any. A file that libjpeg warns about (cut off, a few damaged blocks) is a picture, as it
 * is for every viewer, and the result says so; one that it fails on is a refusal, and the plain
 * twin is asked.
 */
final class TurboJpeg implements JpegCodec {

  /** Debian and Fedora; the next two as Homebrew and the project's own installer place it. */
  private static final List<String> NAMES =
      List.of(
          "libturbojpeg.so.0",
          "libturbojpeg.so",
          "/opt/homebrew/lib/libturbojpeg.dylib",
          "/opt/libjpeg-turbo/lib64/libturbojpeg.so");

  private static final int RGB = 0;

  /** Refuse a file of more than 500 scans. */
  private static final int LIMIT_SCANS = 1 << 15;

  private static final int WARNING = 0;

  /**
   * The scales that pay. 1, 2, 4 and 8 have SIMD; 3 takes 1.1 times as long as 4 and 5 takes 0.75
   * of 8, and both leave fewer pixels for all that follows; 6 and 7 take longer than 8 (measured at
   * 12 and 24 megapixels with libjpeg-turbo 2.1.5).
   */
  private static final int[] EIGHTHS = {1, 2, 3, 4, 5, 8};

  private final MethodHandle init;
  private final MethodHandle destroy;
  private final MethodHandle header;
  private final MethodHandle decompress;
  private final MethodHandle errorCode;
  private final MethodHandle errorText;
  private final String name;

  private TurboJpeg(NativeLibrary library, String name) {
    this.name = name;
    init = library.function("tjInitDecompress", POINTER);
    destroy = library.function("tjDestroy", INT, POINTER);
    header =
        library.function(
            "tjDecompressHeader3", INT, POINTER, POINTER, LONG, POINTER, POINTER, POINTER, POINTER);
    decompress =
        library.function(
            "tjDecompress2", INT, POINTER, POINTER, LONG, POINTER, INT, INT, INT, INT, INT);
    errorCode = library.function("tjGetErrorCode", INT, POINTER);
    errorText = library.function("tjGetErrorStr2", POINTER, POINTER);
  }

  /**
   * Loads the library.
   *
   * @throws CodecRefusal where no library of the known names has what we call
   */
  static TurboJpeg load() throws CodecRefusal {
    String why = "";
    for (String name : NAMES) {
      try {
        return new TurboJpeg(NativeLibrary.named(name), name);
      } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
        why = why.isEmpty() ? name + ": " + e.getMessage() : why;
      }
    }
    throw new CodecRefusal(why);
  }

  /** What was loaded. */
  String name() {
    return name;
  }

  @Override
  public boolean appliesProfile() {
    return false;
  }

  @Override
  public Result decode(ByteView file, JpegHeader h, int minLongSide) throws CodecRefusal {
    if (h.components() == 4) {
      throw new CodecRefusal("four color components");
    }
    int eighths = eighths(h, minLongSide);
    int w = JpegCodec.scaled(h.width(), eighths);
    int height = JpegCodec.scaled(h.height(), eighths);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment jpeg = NativeLibrary.copy(arena, file);
      MemorySegment handle = (MemorySegment) init.invokeExact();
      if (handle.address() == 0) {
        throw new CodecRefusal("no handle");
      }
      try {
        requireSize(arena, handle, jpeg, h);
        MemorySegment out = NativeLibrary.allocate(arena, 3L * w * height);
        int status =
            (int)
                decompress.invokeExact(
                    handle, jpeg, jpeg.byteSize(), out, w, w * 3, height, RGB, LIMIT_SCANS);
        if (status != 0 && (int) errorCode.invokeExact(handle) != WARNING) {
          throw new CodecRefusal(text(handle));
        }
        byte[] rgb = new byte[3 * w * height];
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, rgb, 0, rgb.length);
        return new Result(new Pixels(w, height, rgb), status != 0);
      } finally {
        int _ = (int) destroy.invokeExact(handle);
      }
    } catch (Throwable e) {
      throw NativeLibrary.rethrow(e);
    }
  }

  /** The library must see the size that the limits were checked against. */
  private void requireSize(Arena arena, MemorySegment handle, MemorySegment jpeg, JpegHeader h)
      throws Throwable {
    MemorySegment ints = arena.allocate(INT, 4);
    int status =
        (int)
            header.invokeExact(
                handle,
                jpeg,
                jpeg.byteSize(),
                ints,
                ints.asSlice(4),
                ints.asSlice(8),
                ints.asSlice(12));
    if (status != 0 && (int) errorCode.invokeExact(handle) != WARNING) {
      throw new CodecRefusal(text(handle));
    }
    if (ints.getAtIndex(INT, 0) != h.width() || ints.getAtIndex(INT, 1) != h.height()) {
      throw new CodecRefusal("its size is ambiguous");
    }
  }

  private String text(MemorySegment handle) throws Throwable {
    return NativeLibrary.text((MemorySegment) errorText.invokeExact(handle));
  }

  private static int eighths(JpegHeader h, int minLongSide) {
    for (int n : EIGHTHS) {
      if (JpegCodec.keeps(h, n, minLongSide)) {
        return n;
      }
    }
    return 8;
  }
}
