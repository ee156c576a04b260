package mien.engine.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import mien.engine.image.TestJpeg.Subsampling;

/** Good files of every format that can be made without a camera, so that no test needs photos. */
final class SyntheticPhotos {

  static final int WIDTH = 83;
  static final int HEIGHT = 61;

  private SyntheticPhotos() {}

  /** Name to bytes; all {@link #WIDTH} by {@link #HEIGHT} as displayed. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    jpegs(files);
    pngs(files);
    for (String format : new String[] {"gif", "bmp", "tiff"}) {
      files.put(
          format, write(TestPicture.image(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), format));
    }
    files.put(
        "bmp palette",
        write(TestPicture.image(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED), "bmp"));
    files.put(
        "tiff gray", write(TestPicture.image(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY), "tiff"));
    raws(files);
    webps(files);
    return files;
  }

  private static void jpegs(Map<String, byte[]> files) {
    BufferedImage image = TestPicture.image(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (Subsampling s : Subsampling.ALL) {
      files.put("jpeg " + s, TestJpeg.encode(image, s, false, 0.9f));
    }
    files.put("jpeg progressive", TestJpeg.encode(image, new Subsampling(2, 2), true, 0.9f));
    files.put("jpeg gray", TestJpeg.gray(WIDTH, HEIGHT));
    files.put("jpeg turned", TestJpeg.withOrientation(TestJpeg.color(HEIGHT, WIDTH), 6));
    files.put(
        "jpeg P3", TestJpeg.withProfile(TestJpeg.color(WIDTH, HEIGHT), TestProfile.displayP3()));
  }

  private static void pngs(Map<String, byte[]> files) {
    Random random = new Random(5);
    int[][] kinds = {
      {1, 0}, {2, 0}, {4, 0}, {8, 0}, {16, 0}, {8, 2}, {16, 2}, {1, 3}, {4, 3}, {8, 3}, {8, 4},
      {16, 4}, {8, 6}, {16, 6}
    };
    for (int[] kind : kinds) {
      int count = WIDTH * HEIGHT * TestPng.channels(kind[1]);
      int[] samples = random.ints(count, 0, 1 << kind[0]).toArray();
      for (boolean interlaced : new boolean[] {false, true}) {
        files.put(
            "png " + kind[0] + " bits, color " + kind[1] + (interlaced ? ", interlaced" : ""),
            TestPng.of(WIDTH, HEIGHT, kind[0], kind[1], interlaced, samples));
      }
    }
  }

  static byte[] write(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new AssertionError("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void raws(Map<String, byte[]> files) {
    byte[] preview = TestJpeg.color(HEIGHT, WIDTH);
    files.put("dng", TestRaw.dng(preview, 6));
    files.put("cr2", TestRaw.cr2(preview, 6));
    files.put("nef", TestRaw.nef(preview, 6));
    files.put("rw2", TestRaw.rw2(preview, 6));
    files.put("raf", TestRaw.raf(TestJpeg.withOrientation(preview, 6)));
    files.put("cr3", TestRaw.cr3(preview, 6));
  }

  /** Made with the encoder inside the bundled library, where there is one for this machine. */
  private static void webps(Map<String, byte[]> files) {
    NativeLibrary library;
    try {
      library = BundledLibrary.load();
    } catch (CodecRefusal _) {
      return;
    }
    byte[] rgb = TestPicture.rgb(WIDTH, HEIGHT);
    byte[] rgba = new byte[WIDTH * HEIGHT * 4];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      System.arraycopy(rgb, i * 3, rgba, i * 4, 3);
      rgba[i * 4 + 3] = (byte) (i * 7);
    }
    files.put("webp lossless", webp(library, rgb, 3, "WebPEncodeLosslessRGB", false));
    files.put("webp lossless alpha", webp(library, rgba, 4, "WebPEncodeLosslessRGBA", false));
    files.put("webp lossy", webp(library, rgb, 3, "WebPEncodeRGB", true));
    files.put("webp lossy alpha", webp(library, rgba, 4, "WebPEncodeRGBA", true));
    files.put("webp animated", animated(files.get("webp lossy")));
  }

  private static byte[] webp(
      NativeLibrary library, byte[] pixels, int channels, String function, boolean lossy) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment in = arena.allocate(pixels.length);
      MemorySegment.copy(pixels, 0, in, ValueLayout.JAVA_BYTE, 0, pixels.length);
      MemorySegment slot = arena.allocate(NativeLibrary.POINTER);
      var i = NativeLibrary.INT;
      var p = NativeLibrary.POINTER;
      var size = NativeLibrary.LONG;
      int stride = WIDTH * channels;
      long n =
          lossy
              ? (long)
                  library
                      .function(function, size, p, i, i, i, ValueLayout.JAVA_FLOAT, p)
                      .invokeExact(in, WIDTH, HEIGHT, stride, 85f, slot)
              : (long)
                  library
                      .function(function, size, p, i, i, i, p)
                      .invokeExact(in, WIDTH, HEIGHT, stride, slot);
      MemorySegment out = slot.get(p, 0).reinterpret(n);
      byte[] file = out.toArray(ValueLayout.JAVA_BYTE);
      library.procedure("WebPFree", p).invokeExact(out);
      return file;
    } catch (Throwable e) {
      throw new AssertionError("cannot encode WebP", e);
    }
  }

  /** Two equal frames of one still picture. */
  private static byte[] animated(byte[] still) {
    int chunk = still.length - 12;
    ByteBuffer b = ByteBuffer.allocate(12 + 18 + 14 + 2 * (24 + chunk));
    b.order(ByteOrder.LITTLE_ENDIAN);
    b.put(ascii("RIFF")).putInt(b.capacity() - 8).put(ascii("WEBP"));
    b.put(ascii("VP8X")).putInt(10).putInt(2);
    u24(b, WIDTH - 1);
    u24(b, HEIGHT - 1);
    b.put(ascii("ANIM")).putInt(6).putInt(0).putShort((short) 0);
    for (int frame = 0; frame < 2; frame++) {
      b.put(ascii("ANMF")).putInt(16 + chunk);
      u24(b, 0);
      u24(b, 0);
      u24(b, WIDTH - 1);
      u24(b, HEIGHT - 1);
      u24(b, 100);
      b.put((byte) 0).put(still, 12, chunk);
    }
    return b.array();
  }

  private static void u24(ByteBuffer b, int value) {
    b.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
