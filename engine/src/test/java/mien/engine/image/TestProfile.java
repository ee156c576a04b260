package mien.engine.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** ICC profiles of a matrix and three curves, made from published primaries under D50. */
final class TestProfile {

  private TestProfile() {}

  /** Display P3: its D50 colorants as Apple publishes them, and the sRGB curve. */
  static byte[] displayP3() {
    return matrix(
        new double[] {0.51512, 0.2412, -0.00105},
        new double[] {0.29198, 0.69225, 0.04189},
        new double[] {0.1571, 0.06657, 0.78407},
        parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));
  }

  /** Adobe RGB (1998): D50 colorants and a power of 563/256. */
  static byte[] adobeRgb() {
    return matrix(
        new double[] {0.60974, 0.31111, 0.01947},
        new double[] {0.20528, 0.62567, 0.06087},
        new double[] {0.14919, 0.06322, 0.74457},
        ByteBuffer.allocate(16).put(ascii("curv\0\0\0\0")).putInt(1).putShort((short) 563).array());
  }

  /** sRGB itself. */
  static byte[] srgb() {
    return matrix(
        new double[] {0.43607, 0.22249, 0.01392},
        new double[] {0.38515, 0.71687, 0.09708},
        new double[] {0.14307, 0.06061, 0.7141},
        parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));
  }

  private static byte[] parametric(double... values) {
    ByteBuffer b = ByteBuffer.allocate(12 + 4 * values.length);
    b.put(ascii("para\0\0\0\0")).putShort((short) 3).putShort((short) 0);
    for (double v : values) {
      b.putInt(fixed(v));
    }
    return b.array();
  }

  private static byte[] matrix(double[] red, double[] green, double[] blue, byte[] curve) {
    byte[][] bodies = {
      xyz(red), xyz(green), xyz(blue), curve, curve, curve, xyz(new double[] {0.9642, 1, 0.82491})
    };
    String[] names = {"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "wtpt"};
    int head = 132 + 12 * names.length;
    int size = head;
    for (byte[] body : bodies) {
      size += body.length;
    }
    ByteBuffer b = ByteBuffer.allocate(size);
    b.putInt(size).putInt(0).putInt(0x02400000).put(ascii("mntrRGB XYZ "));
    b.position(36).put(ascii("acsp"));
    b.position(68).putInt(fixed(0.9642)).putInt(fixed(1)).putInt(fixed(0.82491));
    b.position(128).putInt(names.length);
    int at = head;
    for (int i = 0; i < names.length; i++) {
      b.put(ascii(names[i])).putInt(at).putInt(bodies[i].length);
      at += bodies[i].length;
    }
    for (byte[] body : bodies) {
      b.put(body);
    }
    return b.array();
  }

  private static byte[] xyz(double[] v) {
    return ByteBuffer.allocate(20)
        .put(ascii("XYZ \0\0\0\0"))
        .putInt(fixed(v[0]))
        .putInt(fixed(v[1]))
        .putInt(fixed(v[2]))
        .array();
  }

  private static int fixed(double v) {
    return (int) Math.round(v * 65536);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
