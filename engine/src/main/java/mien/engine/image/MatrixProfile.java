package mien.engine.image;

import java.util.Optional;

/**
 * An RGB profile made of three curves and a matrix (ICC.1:2022, section 8.3.3), which is what
 * cameras and phones embed: Display P3, Adobe RGB, and the many copies of sRGB.
 *
 * <p>Both ends are relative to the profile connection space (XYZ under D50), so the colors need no
 * adaptation: {@code sRGB = encode(M * curves(rgb))}, clipped to what sRGB can show. The JDK's
 * color engine does the same several times slower; a test holds the two within 2 gray levels.
 * Immutable.
 */
final class MatrixProfile {

  /** XYZ under D50 to linear sRGB: the inverse of the matrix in the sRGB profile of the ICC. */
  private static final double[][] XYZ_TO_SRGB = {
    {3.1341359, -1.6173863, -0.4906625},
    {-0.9787955, 1.9162542, 0.0334427},
    {0.0719553, -0.2289769, 1.4053861}
  };

  private static final int ENCODE_STEPS = 1 << 14;
  private static final byte[] ENCODE = encodeTable();

  /** A profile whose every probe is within this many gray levels of itself is sRGB. */
  private static final int SRGB_TOLERANCE = 2;

  private static final int MAX_TAGS = 100;

  private final float[][] linear;
  private final float[] matrix;

  private MatrixProfile(float[][] linear, float[] matrix) {
    this.linear = linear;
    this.matrix = matrix;
  }

  /** Reads a profile; empty where it is of another kind, or damaged. */
  static Optional<MatrixProfile> read(ByteView icc) {
    try {
      return icc.hasText(16, "RGB XYZ ") ? new Tags(icc).profile() : Optional.empty();
    } catch (ByteView.Truncated _) {
      return Optional.empty();
    }
  }

  /** Whether it is sRGB: measured on 216 colors, not believed by its name. */
  boolean isSrgb() {
    int[] levels = {0, 32, 96, 160, 224, 255};
    byte[] probe = new byte[levels.length * levels.length * levels.length * 3];
    int i = 0;
    for (int r : levels) {
      for (int g : levels) {
        for (int b : levels) {
          probe[i++] = (byte) r;
          probe[i++] = (byte) g;
          probe[i++] = (byte) b;
        }
      }
    }
    byte[] converted = probe.clone();
    toSrgb(converted);
    for (int k = 0; k < probe.length; k++) {
      if (Math.abs((probe[k] & 0xff) - (converted[k] & 0xff)) > SRGB_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  /** Converts in place. */
  void toSrgb(byte[] rgb) {
    float[] red = linear[0];
    float[] green = linear[1];
    float[] blue = linear[2];
    for (int i = 0; i < rgb.length; i += 3) {
      float r = red[rgb[i] & 0xff];
      float g = green[rgb[i + 1] & 0xff];
      float b = blue[rgb[i + 2] & 0xff];
      rgb[i] = encode(matrix[0] * r + matrix[1] * g + matrix[2] * b);
      rgb[i + 1] = encode(matrix[3] * r + matrix[4] * g + matrix[5] * b);
      rgb[i + 2] = encode(matrix[6] * r + matrix[7] * g + matrix[8] * b);
    }
  }

  private static byte encode(float light) {
    return ENCODE[Math.clamp((int) (light + 0.5f), 0, ENCODE_STEPS)];
  }

  /** The sRGB curve (IEC 61966-2-1), in steps fine enough that dark tones keep their level. */
  private static byte[] encodeTable() {
    byte[] table = new byte[ENCODE_STEPS + 1];
    for (int i = 0; i <= ENCODE_STEPS; i++) {
      double v = (double) i / ENCODE_STEPS;
      double s = v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
      table[i] = (byte) Math.round(255 * s);
    }
    return table;
  }

  /** The tag table of one profile. */
  private record Tags(ByteView icc) {

    Optional<MatrixProfile> profile() {
      // A profile that also has a table means the table to be used: left to the JDK's engine.
      if (tag("A2B0").isPresent()) {
        return Optional.empty();
      }
      float[][] linear = new float[3][];
      float[] matrix = new float[9];
      String[] names = {"r", "g", "b"};
      for (int c = 0; c < 3; c++) {
        Optional<ByteView> xyz = tag(names[c] + "XYZ").filter(t -> t.hasText(0, "XYZ "));
        Optional<float[]> curve = tag(names[c] + "TRC").flatMap(Tags::curve);
        if (xyz.isEmpty() || curve.isEmpty()) {
          return Optional.empty();
        }
        linear[c] = curve.get();
        for (int row = 0; row < 3; row++) {
          double sum = 0;
          for (int k = 0; k < 3; k++) {
            sum += XYZ_TO_SRGB[row][k] * fixed(xyz.get(), 8 + 4 * k);
          }
          matrix[row * 3 + c] = (float) (sum * ENCODE_STEPS);
        }
      }
      return Optional.of(new MatrixProfile(linear, matrix));
    }

    private Optional<ByteView> tag(String name) {
      long count = Math.min(icc.u32(128, true), MAX_TAGS);
      for (int i = 0; i < count; i++) {
        long at = 132 + 12L * i;
        if (icc.hasText(at, name)) {
          return Optional.of(icc.slice(icc.u32(at + 4, true), icc.u32(at + 8, true)));
        }
      }
      return Optional.empty();
    }

    private static double fixed(ByteView view, long at) {
      return view.i32(at, true) / 65536.0;
    }

    private static Optional<float[]> curve(ByteView t) {
      float[] table = new float[256];
      if (t.hasText(0, "curv")) {
        long n = t.u32(8, true);
        for (int v = 0; v < 256; v++) {
          table[v] = (float) sampled(t, n, v / 255.0);
        }
      } else if (t.hasText(0, "para") && t.u16(8, true) <= 4) {
        for (int v = 0; v < 256; v++) {
          table[v] = (float) parametric(t, v / 255.0);
        }
      } else {
        return Optional.empty();
      }
      for (float v : table) {
        if (!Float.isFinite(v)) {
          return Optional.empty();
        }
      }
      return Optional.of(table);
    }

    private static double sampled(ByteView t, long n, double x) {
      if (n == 0) {
        return x;
      }
      if (n == 1) {
        return Math.pow(x, t.u16(12, true) / 256.0);
      }
      double at = x * (n - 1);
      long i = Math.min((long) at, n - 2);
      double low = t.u16(12 + 2 * i, true);
      double high = t.u16(14 + 2 * i, true);
      return (low + (high - low) * (at - i)) / 65535;
    }

    /** Section 10.18: g a b c d e f, of which a type has the first 1, 3, 4, 5 or 7. */
    private static double parametric(ByteView t, double x) {
      int type = t.u16(8, true);
      double g = fixed(t, 12);
      double a = type >= 1 ? fixed(t, 16) : 1;
      double b = type >= 1 ? fixed(t, 20) : 0;
      double c = type >= 2 ? fixed(t, 24) : 0;
      return switch (type) {
        case 0 -> Math.pow(x, g);
        case 1 -> a * x + b >= 0 ? Math.pow(a * x + b, g) : 0;
        case 2 -> a * x + b >= 0 ? Math.pow(a * x + b, g) + c : c;
        case 3 -> x >= fixed(t, 28) ? Math.pow(a * x + b, g) : c * x;
        default -> x >= fixed(t, 28) ? Math.pow(a * x + b, g) + fixed(t, 32) : c * x + fixed(t, 36);
      };
    }
  }
}
