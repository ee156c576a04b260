package mien.engine.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A TFLite file with the operators of MediaPipe's face networks, and what it computes, written down
 * directly in TFLite's own layout (height, width, channels).
 *
 * <p>A picture of 7 x 6 with 2 channels; convolution 3 x 3 with stride 2 (half floats), PRelu,
 * depthwise convolution 3 x 3 with Relu, its largest of 2 x 2, added to what went in with a third
 * channel of zeros, and the rows of all that as one.
 */
final class SmallTfLite {

  static final int HEIGHT = 7;
  static final int WIDTH = 6;
  private static final int IN = 2;
  private static final int OUT = 16;

  private final List<Map<Integer, ?>> buffers = new ArrayList<>(List.of(Map.of()));
  private final List<Map<Integer, ?>> values = new ArrayList<>();
  private final List<Map<Integer, ?>> operations = new ArrayList<>();
  private final Random random = new Random(20);
  private final float[] kernels = halves(OUT * 3 * 3 * IN);
  private final float[] biases = floats(OUT);
  private final float[] slopes = floats(OUT);
  private final float[] depthwise = floats(3 * 3 * OUT);
  private final float[] offsets = floats(OUT);

  /** The file. */
  static byte[] file() {
    return new SmallTfLite().written();
  }

  private byte[] written() {
    int input = value(1, HEIGHT, WIDTH, IN);
    int half = constant(1, halfBytes(kernels), OUT, 3, 3, IN);
    int wide = value(OUT, 3, 3, IN);
    operation(0, List.of(half), wide, Map.of());
    int made = value(1, 4, 3, OUT);
    int bias = constant(0, bytes(biases), OUT);
    operation(1, List.of(input, wide, bias), made, Map.of(0, (byte) 0, 1, 2, 2, 2));
    int bent = value(1, 4, 3, OUT);
    operation(2, List.of(made, constant(0, bytes(slopes), 1, 1, OUT)), bent, Map.of());
    int spread = value(1, 4, 3, OUT);
    int kernel = constant(0, bytes(depthwise), 1, 3, 3, OUT);
    int offset = constant(0, bytes(offsets), OUT);
    operation(
        3,
        List.of(bent, kernel, offset),
        spread,
        Map.of(0, (byte) 0, 1, 1, 2, 1, 3, 1, 4, (byte) 1));
    int sum = value(1, 4, 3, OUT);
    operation(4, List.of(spread, bent), sum, Map.of());
    int largest = value(1, 2, 1, OUT);
    operation(5, List.of(sum), largest, Map.of(0, (byte) 1, 1, 2, 2, 2, 3, 2, 4, 2));
    int padded = value(1, 2, 1, OUT + 1);
    byte[] pads = bytes(new int[] {0, 0, 0, 0, 0, 0, 0, 1});
    operation(6, List.of(largest, constant(2, pads, 4, 2)), padded, Map.of());
    int row = value(1, 2 * (OUT + 1));
    operation(7, List.of(padded), row, Map.of());
    Map<Integer, ?> graph =
        Map.of(0, values, 1, new int[] {input}, 2, new int[] {row}, 3, operations);
    List<Map<Integer, ?>> codes =
        java.util.stream.IntStream.of(6, 3, 54, 4, 0, 17, 34, 22)
            .<Map<Integer, ?>>mapToObj(code -> Map.of(3, code))
            .toList();
    return FlatFile.write(Map.of(1, codes, 2, List.of(graph), 4, buffers));
  }

  /** What the network gives for a picture in TFLite's layout. */
  static float[] expected(float[] picture) {
    return new SmallTfLite().computed(picture);
  }

  private float[] computed(float[] picture) {
    float[][] bent = new float[4 * 3][OUT];
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 3; x++) {
        for (int c = 0; c < OUT; c++) {
          double sum = biases[c];
          for (int i = 0; i < 9 * IN; i++) {
            // SAME: 7 rows want 2 more, one above; 6 columns want 1 more, at the right.
            int row = 2 * y - 1 + i / IN / 3;
            int column = 2 * x + i / IN % 3;
            if (row >= 0 && row < HEIGHT && column < WIDTH) {
              sum += kernels[c * 9 * IN + i] * picture[(row * WIDTH + column) * IN + i % IN];
            }
          }
          bent[y * 3 + x][c] = (float) (sum > 0 ? sum : sum * slopes[c]);
        }
      }
    }
    float[] rows = new float[2 * (OUT + 1)];
    for (int half = 0; half < 2; half++) {
      for (int c = 0; c < OUT; c++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int place : new int[] {0, 1, 3, 4}) {
          int at = 2 * half * 3 + place;
          largest = Math.max(largest, bent[at][c] + spread(bent, at / 3, at % 3, c));
        }
        rows[half * (OUT + 1) + c] = (float) largest;
      }
    }
    return rows;
  }

  private double spread(float[][] bent, int y, int x, int c) {
    double sum = offsets[c];
    for (int i = 0; i < 9; i++) {
      int row = y - 1 + i / 3;
      int column = x - 1 + i % 3;
      if (row >= 0 && row < 4 && column >= 0 && column < 3) {
        sum += depthwise[i * OUT + c] * bent[row * 3 + column][c];
      }
    }
    return Math.max(sum, 0);
  }

  private int value(int... shape) {
    values.add(Map.of(0, shape, 1, (byte) 0, 2, 0));
    return values.size() - 1;
  }

  private int constant(int type, byte[] content, int... shape) {
    buffers.add(Map.of(0, content));
    values.add(Map.of(0, shape, 1, (byte) type, 2, buffers.size() - 1));
    return values.size() - 1;
  }

  private void operation(int code, List<Integer> in, int out, Map<Integer, ?> options) {
    int[] inputs = in.stream().mapToInt(Integer::intValue).toArray();
    operations.add(Map.of(0, code, 1, inputs, 2, new int[] {out}, 4, options));
  }

  private float[] floats(int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = random.nextFloat() * 3 - 1.5f;
    }
    return floats;
  }

  private float[] halves(int count) {
    float[] floats = floats(count);
    for (int i = 0; i < count; i++) {
      floats[i] = Float.float16ToFloat(Float.floatToFloat16(floats[i]));
    }
    return floats;
  }

  private static byte[] halfBytes(float[] floats) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float f : floats) {
      bytes.putShort(Float.floatToFloat16(f));
    }
    return bytes.array();
  }

  private static byte[] bytes(float[] floats) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    return bytes.array();
  }

  private static byte[] bytes(int[] integers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * integers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(integers);
    return bytes.array();
  }
}
