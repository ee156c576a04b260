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
   * Writes {@code photo} at the buffer's position as three planes and moves the position behind
   * them.
   *
   * @param photo the picture, of the network's input size
   * @param into room for {@code 3 * width * height} floats
   */
  public void write(Photo photo, FloatBuffer into) {
    byte[] rgb = photo.rgb();
    int count = photo.width() * photo.height();
    float[] plane = new float[count];
    float[] table = new float[256];
    for (int channel = 0; channel < 3; channel++) {
      float mean = channel == 0 ? mean0 : channel == 1 ? mean1 : mean2;
      for (int v = 0; v < 256; v++) {
        table[v] = (v - mean) / divisor;
      }
      int offset = order == ChannelOrder.RGB ? channel : 2 - channel;
      for (int i = 0; i < count; i++) {
        plane[i] = table[rgb[i * 3 + offset] & 0xff];
      }
      into.put(plane);
    }
  }
}
