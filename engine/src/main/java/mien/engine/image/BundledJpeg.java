package mien.engine.image;

import static mien.engine.image.NativeLibrary.INT;
import static mien.engine.image.NativeLibrary.LONG;
import static mien.engine.image.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * JPEG through the bundled Leptonica, whose libjpeg-turbo decodes at 1/1, 1/2, 1/4 and 1/8: for
 * machines without the system's {@link TurboJpeg}.
 *
 * <p>Lifetime: each call frees its picture; nothing native outlives a call. Threads: any. libjpeg's
 * first warning about a damaged file goes to the process's standard error: that is libjpeg's own
 * doing and Leptonica leaves no way to turn it off.
 */
final class BundledJpeg implements JpegCodec {

  /** Leptonica's L_JPEG_CONTINUE_WITH_BAD_DATA: a cut-off file is a picture. */
  private static final int CONTINUE_WITH_BAD_DATA = 2;

  private static final int SILENT = 6;

  private final MethodHandle read;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle wordsPerRow;
  private final MethodHandle depth;
  private final MethodHandle data;
  private final MethodHandle destroy;

  BundledJpeg(NativeLibrary library) throws CodecRefusal {
    read = library.function("pixReadMemJpeg", POINTER, POINTER, LONG, INT, INT, POINTER, INT);
    width = library.function("pixGetWidth", INT, POINTER);
    height = library.function("pixGetHeight", INT, POINTER);
    wordsPerRow = library.function("pixGetWpl", INT, POINTER);
    depth = library.function("pixGetDepth", INT, POINTER);
    data = library.function("pixGetData", POINTER, POINTER);
    destroy = library.procedure("pixDestroy", POINTER);
    try {
      int _ = (int) library.function("setMsgSeverity", INT, INT).invokeExact(SILENT);
    } catch (Throwable e) {
      throw NativeLibrary.rethrow(e);
    }
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
    int eighths = 1;
    while (eighths < 8 && !JpegCodec.keeps(h, eighths, minLongSide)) {
      eighths *= 2;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment jpeg = NativeLibrary.copy(arena, file);
      MemorySegment warnings = arena.allocate(INT);
      MemorySegment pix =
          (MemorySegment)
              read.invokeExact(
                  jpeg, jpeg.byteSize(), 0, 8 / eighths, warnings, CONTINUE_WITH_BAD_DATA);
      if (pix.address() == 0) {
        throw new CodecRefusal("libjpeg refuses it");
      }
      try {
        return new Result(pixels(pix, h, eighths), warnings.get(INT, 0) != 0);
      } finally {
        MemorySegment slot = arena.allocate(POINTER);
        slot.set(POINTER, 0, pix);
        destroy.invokeExact(slot);
      }
    } catch (Throwable e) {
      throw NativeLibrary.rethrow(e);
    }
  }

  private Pixels pixels(MemorySegment pix, JpegHeader h, int eighths) throws Throwable {
    int w = (int) width.invokeExact(pix);
    int rows = (int) height.invokeExact(pix);
    int words = (int) wordsPerRow.invokeExact(pix);
    int bits = (int) depth.invokeExact(pix);
    boolean expected =
        w == JpegCodec.scaled(h.width(), eighths) && rows == JpegCodec.scaled(h.height(), eighths);
    if (!expected || bits != 8 && bits != 32) {
      throw new CodecRefusal("its size is ambiguous");
    }
    MemorySegment samples = ((MemorySegment) data.invokeExact(pix)).reinterpret(4L * words * rows);
    int[] row = new int[words];
    byte[] rgb = new byte[3 * w * rows];
    int o = 0;
    for (int y = 0; y < rows; y++) {
      MemorySegment.copy(samples, ValueLayout.JAVA_INT, 4L * words * y, row, 0, words);
      for (int x = 0; x < w; x++, o += 3) {
        if (bits == 32) {
          // A word is red, green, blue, unused from its top byte down, on every machine.
          int word = row[x];
          rgb[o] = (byte) (word >> 24);
          rgb[o + 1] = (byte) (word >> 16);
          rgb[o + 2] = (byte) (word >> 8);
        } else {
          byte gray = (byte) (row[x >> 2] >> 24 - 8 * (x & 3));
          rgb[o] = gray;
          rgb[o + 1] = gray;
          rgb[o + 2] = gray;
        }
      }
    }
    return new Pixels(w, rows, rgb);
  }
}
