package mien.engine.convert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Manifests and weights in the form of face-api's two networks, with random bytes as weights. */
final class SmallFaceApi {

  private final Random random = new Random(4);
  private final List<String> entries = new ArrayList<>();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private SmallFaceApi() {}

  /** Manifest and weights of an age and gender network. */
  static List<byte[]> ageGender() {
    SmallFaceApi net = new SmallFaceApi();
    net.convolution("entry_flow/conv_in", 3, 3, 32);
    net.reduction("entry_flow/reduction_block_0", 32, 64);
    net.reduction("entry_flow/reduction_block_1", 64, 128);
    for (int block = 0; block < 2; block++) {
      for (int layer = 0; layer < 3; layer++) {
        net.separable("middle_flow/main_block_" + block + "/separable_conv" + layer, 128, 128);
      }
    }
    net.reduction("exit_flow/reduction_block", 128, 256);
    net.separable("exit_flow/separable_conv", 256, 512);
    net.entry("fc/age/weights", 512, 1);
    net.entry("fc/age/bias", 1);
    net.entry("fc/gender/weights", 512, 2);
    net.entry("fc/gender/bias", 2);
    return net.members();
  }

  /** Manifest and weights of dlib's network. */
  static List<byte[]> recognition() {
    SmallFaceApi net = new SmallFaceApi();
    net.layer("conv32_down", 7, 3, 32);
    net.residuals("conv32_", 32, 3);
    net.pair("conv64_down", 32, 64);
    net.residuals("conv64_", 64, 3);
    net.pair("conv128_down", 64, 128);
    net.residuals("conv128_", 128, 2);
    net.pair("conv256_down", 128, 256);
    net.residuals("conv256_", 256, 2);
    net.pair("conv256_down_out", 256, 256);
    net.entry("fc", 256, 128);
    return net.members();
  }

  private List<byte[]> members() {
    String manifest = "[{\"weights\":[" + String.join(",", entries) + "],\"paths\":[\"w.bin\"]}]";
    return List.of(manifest.getBytes(StandardCharsets.UTF_8), file.toByteArray());
  }

  private void reduction(String part, int in, int out) {
    separable(part + "/separable_conv0", in, out);
    separable(part + "/separable_conv1", out, out);
    convolution(part + "/expansion_conv", 1, in, out);
  }

  private void separable(String part, int in, int out) {
    entry(part + "/depthwise_filter", 3, 3, in, 1);
    entry(part + "/pointwise_filter", 1, 1, in, out);
    entry(part + "/bias", out);
  }

  private void convolution(String part, int side, int in, int out) {
    entry(part + "/filters", side, side, in, out);
    entry(part + "/bias", out);
  }

  private void residuals(String part, int channels, int count) {
    for (int i = 1; i <= count; i++) {
      pair(part + i, channels, channels);
    }
  }

  private void pair(String part, int in, int out) {
    layer(part + "/conv1", 3, in, out);
    layer(part + "/conv2", 3, out, out);
  }

  private void layer(String part, int side, int in, int out) {
    convolution(part + "/conv", side, in, out);
    entry(part + "/scale/weights", out);
    entry(part + "/scale/biases", out);
  }

  private void entry(String name, int... shape) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    byte[] numbers = new byte[count];
    random.nextBytes(numbers);
    file.writeBytes(numbers);
    String sizes = java.util.Arrays.toString(shape);
    // Small enough that sums over hundreds of channels stay finite.
    entries.add(
        """
        {"name":"%s","shape":%s,"dtype":"float32",\
        "quantization":{"dtype":"uint8","scale":4e-4,"min":-0.05}}"""
            .formatted(name, sizes));
  }
}
