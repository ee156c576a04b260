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
    byte[] rgb = photo.rgb();
    int count = photo.width() * photo.height();
    int start = into.position();
    float[][] tables = {table(0), table(1), table(2)};
    float[] red = tables[sample(0)];
    float[] green = tables[1];
    float[] blue = tables[sample(2)];
    int block = Math.min(count, BLOCK);
    float[] reds = new float[block];
    float[] greens = new float[block];
    float[] blues = new float[block];
    for (int done = 0; done < count; done += block) {
      int length = Math.min(block, count - done);
      int p = done * 3;
      for (int i = 0; i < length; i++) {
        reds[i] = red[rgb[p] & 0xff];
        greens[i] = green[rgb[p + 1] & 0xff];
        blues[i] = blue[rgb[p + 2] & 0xff];
        p += 3;
      }
      into.put(start + sample(0) * count + done, reds, 0, length);
      into.put(start + count + done, greens, 0, length);
      into.put(start + sample(2) * count + done, blues, 0, length);
    }
    into.position(start + 3 * count);
  }

  private float[] table(int plane) {
    float[] table = new float[256];
    for (int v = 0; v < 256; v++) {
      table[v] = (v - mean(plane)) / divisor;
    }
    return table;
  }
}
