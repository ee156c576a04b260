package mien.engine.image;

import java.nio.FloatBuffer;

/**
 * How 8-bit samples become the numbers a network expects: {@code (sample - mean) / divisor}, plane
 * by plane (NCHW).
 *
 * @param order order of the planes
 * @param mean0 mean of the first plane in that order
 * @param mean1 mean of the second plane
 * @param mean2 mean of the third plane
 * @param divisor what the difference is divided by, above 0
 */
public record Normalization(
    ChannelOrder order, float mean0, float mean1, float mean2, float divisor) {

  /** Pixels a block: three blocks of floats stay in the first-level cache. */
  private static final int BLOCK = 1024;

  /** Refuses a divisor that is not above 0. */
  public Normalization {
    if (!(divisor > 0)) {
      throw new IllegalArgumentException("the divisor must be above 0, but was " + divisor);
    }
  }

  /** One mean for all planes. */
  public static Normalization of(ChannelOrder order, double mean, double divisor) {
    return new Normalization(order, (float) mean, (float) mean, (float) mean, (float) divisor);
  }

  /**
   * The mean of a plane.
   *
   * @param plane 0, 1 or 2, in the order of {@link #order}
   */
  public float mean(int plane) {
    return switch (plane) {
      case 0 -> mean0;
      case 1 -> mean1;
      case 2 -> mean2;
      default -> throw new IndexOutOfBoundsException(plane);
    };
  }

  /** Which sample of an RGB pixel fills {@code plane}: 0 red, 1 green, 2 blue. */
  int sample(int plane) {
    return order == ChannelOrder.RGB ? plane : 2 - plane;
  }

  /**
   * Writes {@code photo} at the buffer's position as three planes and moves the position behind
   * them.
   *
   * @param photo the picture, of the network's input size
   * @param into room for {@code 3 * width * height} floats
   */
  public void write(Photo photo, FloatBuffer into) {
    int count = photo.width() * photo.height();
    int start = into.position();
    Rows rows = new Rows(photo.rgb(), Math.min(count, BLOCK));
    for (int done = 0; done < count; done += BLOCK) {
      int length = Math.min(BLOCK, count - done);
      rows.read(done, length);
      for (int plane = 0; plane < 3; plane++) {
        into.put(start + plane * count + done, rows.plane(plane), 0, length);
      }
    }
    into.position(start + 3 * count);
  }

  /** Reads runs of pixels into three planes of floats, by a table a plane. Not for two threads. */
  final class Rows {
    private final byte[] rgb;
    private final float[][] tables = {table(0), table(1), table(2)};
    private final float[][] planes;

    Rows(byte[] rgb, int longest) {
      this.rgb = rgb;
      this.planes = new float[3][longest];
    }

    /** Reads {@code count} pixels from pixel {@code first} on. */
    void read(int first, int count) {
      byte[] from = rgb;
      float[] red = tables[sample(0)];
      float[] green = tables[1];
      float[] blue = tables[sample(2)];
      float[] reds = planes[sample(0)];
      float[] greens = planes[1];
      float[] blues = planes[sample(2)];
      int p = first * 3;
      for (int i = 0; i < count; i++) {
        reds[i] = red[from[p] & 0xff];
        greens[i] = green[from[p + 1] & 0xff];
        blues[i] = blue[from[p + 2] & 0xff];
        p += 3;
      }
    }

    /** What the last {@link #read} made of a plane. */
    float[] plane(int plane) {
      return planes[plane];
    }
  }

  private float[] table(int plane) {
    float[] table = new float[256];
    for (int v = 0; v < 256; v++) {
      table[v] = (v - mean(plane)) / divisor;
    }
    return table;
  }
}
