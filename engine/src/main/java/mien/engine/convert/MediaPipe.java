package mien.engine.convert;

import mien.engine.graph.OnnxGraph;
import mien.engine.graph.PReluRewrite;

/** MediaPipe's face networks, which are published as TFLite. */
public final class MediaPipe {

  private MediaPipe() {}

  /**
   * Converts a network; where it has PRelu, that is written in the form that runs fast.
   *
   * @param file a TFLite file
   * @return an ONNX model: {@code input} (n, 3, h, w) gives {@code out0}, {@code out1}, ... in the
   *     order of the file
   * @throws mien.engine.graph.MalformedModelException if it is no such file
   */
  public static byte[] onnx(byte[] file) {
    OnnxGraph graph = TfLiteConverter.convert(file);
    PReluRewrite.apply(graph);
    graph.dropUnusedConstants();
    return graph.write();
  }
}
