package mien.engine.image;

import java.util.Arrays;
import java.util.Objects;
import mien.core.MienException;
import mien.core.photo.PhotoFault;

/**
 * One uncompressed frame of a camera, as the driver gave it. Immutable; colors of YUV frames are
 * full range, ITU-R BT.601 (JFIF).
 */
public final class RawFrame {

  private final PixelFormat format;
  private final int width;
  private final int height;
  private final int bitDepth;
  private final byte[] data;

  private RawFrame(PixelFormat format, int width, int height, int bitDepth, byte[] data) {
    this.format = Objects.requireNonNull(format, "format");
    if (width < 1 || height < 1 || width > 32_768 || height > 32_768) {
      throw refusal("is 1 to 32,768 pixels a side, but this one is " + width + " x " + height);
    }
    if (format == PixelFormat.YUYV && width % 2 != 0) {
      throw refusal("of YUYV has an even width, but this one has " + width);
    }
    long needed = format.bytes(width, height);
    if (data.length < needed) {
      throw refusal(
          "of %s and %d x %d has %,d bytes, but this one has %,d"
              .formatted(format, width, height, needed, data.length));
    }
    this.width = width;
    this.height = height;
    this.bitDepth = bitDepth;
    this.data = data;
  }

  /**
   * A frame; for Y16 the bit depth is measured: the least of 8, 10, 12, 14 and 16 that holds its
   * brightest value. A dark frame of a deep sensor is then taken for a shallower one: give the
   * depth where it is known ({@link #y16}).
   *
   * @param data at least {@link PixelFormat#bytes} of them; copied
   * @throws MienException USER {@code photo.damaged} for a frame that is too short, or of a size
   *     that cannot be
   */
  public static RawFrame of(PixelFormat format, int width, int height, byte[] data) {
    byte[] copy = data.clone();
    int depth = format == PixelFormat.Y16 ? measuredDepth(copy) : 8;
    return new RawFrame(format, width, height, depth, copy);
  }

  /**
   * A frame of 16-bit samples whose depth is known.
   *
   * @param bitDepth significant low bits of a sample, 8 to 16
   */
  public static RawFrame y16(int width, int height, int bitDepth, byte[] data) {
    if (bitDepth < 8 || bitDepth > 16) {
      throw refusal("of Y16 has 8 to 16 significant bits, but this one has " + bitDepth);
    }
    return new RawFrame(PixelFormat.Y16, width, height, bitDepth, data.clone());
  }

  /** How the samples lie. */
  public PixelFormat format() {
    return format;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Significant bits of a sample: 8, or 8 to 16 for Y16. */
  public int bitDepth() {
    return bitDepth;
  }

  /** A copy of the bytes. */
  public byte[] data() {
    return data.clone();
  }

  /** The whole sample of a Y16 frame at column {@code x}, row {@code y}: 0 to 65,535. */
  public int sample16(int x, int y) {
    if (format != PixelFormat.Y16) {
      throw new IllegalStateException("a frame of " + format + " has no 16-bit samples");
    }
    int i = 2 * (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width));
    return data[i] & 0xff | (data[i + 1] & 0xff) << 8;
  }

  /** The frame as a picture: Y16 gives the top 8 of its {@link #bitDepth} bits. */
  Photo toPhoto() {
    byte[] rgb =
        switch (format) {
          case RGB -> Arrays.copyOf(data, 3 * width * height);
          case GRAY -> gray();
          case YUYV -> yuyv();
          case NV21 -> nv21();
          case Y16 -> y16();
        };
    return Photo.wrap(width, height, rgb);
  }

  private byte[] gray() {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0, o = 0; o < rgb.length; i++, o += 3) {
      rgb[o] = rgb[o + 1] = rgb[o + 2] = data[i];
    }
    return rgb;
  }

  private byte[] y16() {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0, o = 0; o < rgb.length; i += 2, o += 3) {
      int value = data[i] & 0xff | (data[i + 1] & 0xff) << 8;
      rgb[o] = rgb[o + 1] = rgb[o + 2] = (byte) Math.min(value >> bitDepth - 8, 255);
    }
    return rgb;
  }

  private byte[] yuyv() {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0, o = 0; o < rgb.length; i += 4, o += 6) {
      int u = data[i + 1] & 0xff;
      int v = data[i + 3] & 0xff;
      writeYuv(rgb, o, data[i] & 0xff, u, v);
      writeYuv(rgb, o + 3, data[i + 2] & 0xff, u, v);
    }
    return rgb;
  }

  private byte[] nv21() {
    byte[] rgb = new byte[3 * width * height];
    int chromaRows = height / 2;
    int pairs = width / 2;
    for (int y = 0; y < height; y++) {
      int row = width * height + Math.min(y / 2, chromaRows - 1) * width;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        boolean colored = chromaRows > 0 && pairs > 0;
        int pair = row + 2 * Math.min(x / 2, pairs - 1);
        int v = colored ? data[pair] & 0xff : 128;
        int u = colored ? data[pair + 1] & 0xff : 128;
        writeYuv(rgb, 3 * at, data[at] & 0xff, u, v);
      }
    }
    return rgb;
  }

  /** Full-range BT.601 in 16-bit fixed point, as JFIF 1.02 gives it. */
  private static void writeYuv(byte[] rgb, int at, int y, int u, int v) {
    int cb = u - 128;
    int cr = v - 128;
    int base = (y << 16) + 32768;
    rgb[at] = clamp(base + 91881 * cr);
    rgb[at + 1] = clamp(base - 22554 * cb - 46802 * cr);
    rgb[at + 2] = clamp(base + 116130 * cb);
  }

  private static byte clamp(int fixed) {
    return (byte) Math.clamp(fixed >> 16, 0, 255);
  }

  private static int measuredDepth(byte[] data) {
    int all = 0;
    for (int i = 0; i + 1 < data.length; i += 2) {
      all |= data[i] & 0xff | (data[i + 1] & 0xff) << 8;
    }
    int bits = 32 - Integer.numberOfLeadingZeros(all);
    return Math.max(8, bits + (bits & 1));
  }

  private static MienException refusal(String rest) {
    return new MienException(
        PhotoFault.DAMAGED, "a camera frame " + rest + "; check the camera's format");
  }
}
