package mien.engine.convert;

import java.nio.ByteBuffer;
import mien.engine.graph.DeadChannels;
import mien.engine.graph.FreeBatch;
import mien.engine.graph.OnnxGraph;
import mien.engine.graph.PReluRewrite;
import mien.engine.graph.TinyWeights;

/** A MobileFaceNet that was exported for one face, for any number of faces and faster. */
public final class MobileFaceNet {

  private MobileFaceNet() {}

  /**
   * Rewrites the model; it computes the same but for rounding.
   *
   * @param model an ONNX file
   * @return an ONNX model whose first axis is free
   * @throws mien.engine.graph.MalformedModelException if it is no ONNX model
   */
  public static byte[] anyBatch(byte[] model) {
    OnnxGraph graph = OnnxGraph.read(ByteBuffer.wrap(model));
    graph.fixConstants();
    TinyWeights.clear(graph);
    DeadChannels.cut(graph);
    PReluRewrite.apply(graph);
    FreeBatch.apply(graph);
    graph.dropUnusedConstants();
    return graph.write();
  }
}
