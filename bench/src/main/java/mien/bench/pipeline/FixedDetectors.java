package mien.bench.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.engine.graph.Dimension;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.ValueInfo;
import mien.engine.image.PhotoDecoder;
import mien.engine.image.PhotoHeader;

/**
 * The detector at the two sizes at which the engine runs it, for OpenCV, which refuses a graph
 * whose size is free. All photos have one size.
 */
final class FixedDetectors {

  /** Longer sides of the two passes, and what both sides of an input are multiples of. */
  private static final int[] PASSES = {704, 192};

  private static final int DIVISOR = 64;
  private static final List<String> NAMES = List.of("whole.onnx", "small.onnx");

  private FixedDetectors() {}

  /** Writes {@code whole.onnx}, {@code small.onnx} and {@code sizes.txt} (width, height a line). */
  static void write(Path model, Path folder, PhotoDecoder decoder, List<String> photos)
      throws IOException {
    PhotoHeader header = decoder.header(Files.readAllBytes(Path.of(photos.getFirst())));
    double scale = 1.0 / Math.max(header.width(), header.height());
    StringBuilder sizes = new StringBuilder();
    for (int i = 0; i < PASSES.length; i++) {
      int width = upTo((int) (header.width() * scale * PASSES[i]));
      int height = upTo((int) (header.height() * scale * PASSES[i]));
      OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(Files.readAllBytes(model)));
      graph.inputs().clear();
      graph
          .inputs()
          .add(
              ValueInfo.of(
                  "input",
                  Dimension.of(1),
                  Dimension.of(3),
                  Dimension.of(height),
                  Dimension.of(width)));
      Files.write(folder.resolve(NAMES.get(i)), graph.write());
      sizes.append(width).append(' ').append(height).append('\n');
    }
    Files.writeString(folder.resolve("sizes.txt"), sizes);
  }

  private static int upTo(int side) {
    return Math.ceilDiv(side, DIVISOR) * DIVISOR;
  }
}
