package mien.engine.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.engine.graph.MalformedModelException;
import mien.engine.graph.Weights;

/**
 * The weights of a TensorFlow.js model: a manifest in JSON, and one file with the numbers in the
 * manifest's order, as floats or as bytes with a scale and a minimum.
 *
 * <p>Source: {@code io/weights_manifest} of TensorFlow.js 4.22.
 */
final class TfjsWeights {

  private final Map<String, Weights> byName = new HashMap<>();

  private TfjsWeights() {}

  /**
   * Reads the weights.
   *
   * @throws MalformedModelException if the manifest is no such manifest, or the file has more or
   *     fewer bytes than it says
   */
  static TfjsWeights read(byte[] manifest, byte[] file) {
    TfjsWeights weights = new TfjsWeights();
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (Json group : array(Json.read(new String(manifest, StandardCharsets.UTF_8)))) {
      for (Json entry : array(entry(group, "weights"))) {
        if (weights.byName.put(text(entry(entry, "name")), weights(entry, numbers)) != null) {
          throw new MalformedModelException("its manifest names a weight twice");
        }
      }
    }
    if (numbers.hasRemaining()) {
      throw new MalformedModelException(
          "its manifest leaves " + numbers.remaining() + " bytes of weights over");
    }
    return weights;
  }

  /** The weights of a name, which must have so many axes. */
  Weights require(String name, int axes) {
    Weights weights = byName.get(name);
    if (weights == null || weights.shape().length != axes) {
      throw new MalformedModelException("it has no weights '" + name + "' of " + axes + " axes");
    }
    return weights;
  }

  private static Weights weights(Json entry, ByteBuffer numbers) {
    int[] shape = array(entry(entry, "shape")).stream().mapToInt(TfjsWeights::size).toArray();
    int count = Weights.count(shape);
    if (!text(entry(entry, "dtype")).equals("float32")) {
      throw new MalformedModelException("its manifest has weights that are not float32");
    }
    boolean quantized = entries(entry).containsKey("quantization");
    long bytes = (long) count * (quantized ? 1 : Float.BYTES);
    if (bytes > numbers.remaining()) {
      throw new MalformedModelException("its manifest claims more weights than there are");
    }
    float[] values = new float[count];
    if (!quantized) {
      numbers.asFloatBuffer().get(values);
      numbers.position(numbers.position() + (int) bytes);
      return new Weights(shape, values);
    }
    Json quantization = entry(entry, "quantization");
    if (!text(entry(quantization, "dtype")).equals("uint8")) {
      throw new MalformedModelException("its weights are quantized, but not to uint8");
    }
    float scale = real(entry(quantization, "scale"));
    float least = real(entry(quantization, "min"));
    for (int i = 0; i < count; i++) {
      values[i] = Byte.toUnsignedInt(numbers.get()) * scale + least;
    }
    return new Weights(shape, values);
  }

  private static Json entry(Json value, String name) {
    Json found = entries(value).get(name);
    if (found == null) {
      throw new MalformedModelException("its manifest has no '" + name + "' where one belongs");
    }
    return found;
  }

  private static Map<String, Json> entries(Json value) {
    if (value instanceof Json.Entries(Map<String, Json> values)) {
      return values;
    }
    throw refusal(value);
  }

  private static List<Json> array(Json value) {
    if (value instanceof Json.Array(List<Json> values)) {
      return values;
    }
    throw refusal(value);
  }

  private static String text(Json value) {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw refusal(value);
  }

  private static float real(Json value) {
    if (value instanceof Json.Numeral(String digits)) {
      return Float.parseFloat(digits);
    }
    throw refusal(value);
  }

  private static int size(Json value) {
    boolean whole = value instanceof Json.Numeral(String digits) && digits.matches("[0-9]{1,9}");
    if (whole) {
      return Integer.parseInt(((Json.Numeral) value).digits());
    }
    throw refusal(value);
  }

  private static MalformedModelException refusal(Json value) {
    return new MalformedModelException(
        "its manifest has an unexpected " + value.getClass().getSimpleName());
  }
}
