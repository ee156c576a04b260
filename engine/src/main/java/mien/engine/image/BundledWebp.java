package mien.engine.image;

import static mien.engine.image.NativeLibrary.INT;
import static mien.engine.image.NativeLibrary.LONG;
import static mien.engine.image.NativeLibrary.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * WebP through libwebp, which stands inside the bundled Leptonica and inside every desktop; the
 * plain twin takes about 8 times as long.
 *
 * <p>Lifetime: nothing native outlives a call. Threads: any. libwebp writes only into the block
 * that it is given, whose size we know from our own reading of the file; where it sees another size
 * it gives nothing.
 */
final class BundledWebp implements WebpCodec {

  private final MethodHandle rgb;
  private final MethodHandle rgba;

  BundledWebp(NativeLibrary library) {
    rgb = library.function("WebPDecodeRGBInto", POINTER, POINTER, LONG, POINTER, LONG, INT);
    rgba = library.function("WebPDecodeRGBAInto", POINTER, POINTER, LONG, POINTER, LONG, INT);
  }

  @Override
  public Pixels decode(WebpContainer webp) throws CodecRefusal {
    int channels = webp.alpha() ? 4 : 3;
    int stride = webp.width() * channels;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = NativeLibrary.copy(arena, new ByteView(webp.still()));
      MemorySegment out = NativeLibrary.allocate(arena, (long) stride * webp.height());
      MethodHandle decode = webp.alpha() ? rgba : rgb;
      MemorySegment done =
          (MemorySegment) decode.invokeExact(file, file.byteSize(), out, out.byteSize(), stride);
      if (done.address() == 0) {
        throw new CodecRefusal("libwebp refuses it");
      }
      byte[] pixels = new byte[3 * webp.width() * webp.height()];
      if (channels == 3) {
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, 0, pixels, 0, pixels.length);
        return new Pixels(webp.width(), webp.height(), pixels);
      }
      byte[] row = new byte[stride];
      for (int y = 0; y < webp.height(); y++) {
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, (long) y * stride, row, 0, stride);
        OverWhite.rgba(row, webp.width(), pixels, 3 * y * webp.width());
      }
      return new Pixels(webp.width(), webp.height(), pixels);
    } catch (Throwable e) {
      throw NativeLibrary.rethrow(e);
    }
  }
}
