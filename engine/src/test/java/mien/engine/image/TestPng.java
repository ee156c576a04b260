package mien.engine.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNGs of every kind, chunk by chunk; filters go round through all five. */
final class TestPng {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TestPng(int width, int height, int bits, int color, boolean interlaced) {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) bits).put((byte) color).put((byte) 0).put((byte) 0);
    header.put((byte) (interlaced ? 1 : 0));
    chunk("IHDR", header.array());
  }

  TestPng chunk(String name, byte[] body) {
    byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(type);
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  byte[] end() {
    chunk("IEND", new byte[0]);
    return out.toByteArray();
  }

  /**
   * A whole file.
   *
   * @param samples rows of {@code width * channels} samples, each of {@code bits} bits
   */
  static byte[] of(int width, int height, int bits, int color, boolean interlaced, int[] samples) {
    TestPng png = new TestPng(width, height, bits, color, interlaced);
    if (color == 3) {
      png.chunk("PLTE", palette());
    }
    return png.chunk("IDAT", data(width, height, bits, color, interlaced, samples)).end();
  }

  static byte[] palette() {
    byte[] palette = new byte[256 * 3];
    for (int i = 0; i < 256; i++) {
      palette[i * 3] = (byte) (i * 37);
      palette[i * 3 + 1] = (byte) (255 - i);
      palette[i * 3 + 2] = (byte) (i * 91 + 13);
    }
    return palette;
  }

  static byte[] data(
      int width, int height, int bits, int color, boolean interlaced, int[] samples) {
    int channels = channels(color);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int[][] passes = {
      {0, 0, 8, 8},
      {4, 0, 8, 8},
      {0, 4, 4, 8},
      {2, 0, 4, 4},
      {0, 2, 2, 4},
      {1, 0, 2, 2},
      {0, 1, 1, 2}
    };
    int[][] whole = {{0, 0, 1, 1}};
    for (int[] pass : interlaced ? passes : whole) {
      int columns = Math.ceilDiv(width - pass[0], pass[2]);
      int rowBytes = (Math.max(columns, 0) * channels * bits + 7) / 8;
      byte[] above = new byte[rowBytes];
      int filter = 0;
      for (int y = pass[1]; y < height && columns > 0; y += pass[3]) {
        byte[] row = new byte[rowBytes];
        int bit = 0;
        for (int x = pass[0]; x < width; x += pass[2]) {
          for (int c = 0; c < channels; c++, bit += bits) {
            put(row, bit, bits, samples[(y * width + x) * channels + c]);
          }
        }
        raw.write(filter);
        raw.writeBytes(filtered(filter, row, above, Math.max(1, bits * channels / 8)));
        above = row;
        filter = (filter + 1) % 5;
      }
    }
    return deflate(raw.toByteArray());
  }

  private static void put(byte[] row, int bit, int bits, int sample) {
    if (bits == 16) {
      row[bit / 8] = (byte) (sample >> 8);
      row[bit / 8 + 1] = (byte) sample;
    } else {
      row[bit / 8] |= (byte) (sample << 8 - bits - bit % 8);
    }
  }

  private static byte[] filtered(int filter, byte[] row, byte[] above, int step) {
    byte[] f = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int a = i < step ? 0 : row[i - step] & 0xff;
      int b = above[i] & 0xff;
      int c = i < step ? 0 : above[i - step] & 0xff;
      int p = a + b - c;
      int nearest = a;
      if (Math.abs(p - b) < Math.abs(p - nearest)) {
        nearest = b;
      }
      if (Math.abs(p - c) < Math.abs(p - nearest)) {
        nearest = c;
      }
      int guess = new int[] {0, a, b, (a + b) / 2, nearest}[filter];
      f[i] = (byte) (row[i] - guess);
    }
    return f;
  }

  static byte[] deflate(byte[] raw) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(raw);
      deflater.finish();
      byte[] packed = new byte[raw.length + 1000];
      int n = deflater.deflate(packed);
      return java.util.Arrays.copyOf(packed, n);
    }
  }

  static int channels(int color) {
    return switch (color) {
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> 1;
    };
  }
}
