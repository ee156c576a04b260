package mien.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import mien.core.MienException;
import mien.core.MienException.Blame;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ProviderReport;

/**
 * One ONNX Runtime session. It owns the session's native memory from {@link #open} to {@link
 * #close}; tensors live only inside {@link #run}. ONNX Runtime crashes the process when a session
 * closes under a running call, so closing waits for the calls that run (the one lock outside
 * Workers, because it guards a native handle). A session that is never closed is freed by the end
 * of the process.
 */
public final class OnnxModel implements LoadedModel {

  private final ModelCard card;
  private final OrtSession session;
  private final String inputName;
  private final List<Long> inputShape;
  private final List<String> outputNames;
  private final ProviderReport provider;
  private final ReadWriteLock running = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxModel(ModelCard card, OrtSession session, ProviderReport provider)
      throws OrtException {
    this.card = card;
    this.session = session;
    this.provider = provider;
    Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
    this.inputName = input.getKey();
    this.inputShape = shape(((TensorInfo) input.getValue().getInfo()).getShape());
    this.outputNames = List.copyOf(session.getOutputInfo().keySet());
  }

  /**
   * Opens a session.
   *
   * @param card what the bytes are
   * @param graph the ONNX file's bytes
   * @param threads inference threads of this session; 1 when callers run in parallel
   * @throws MienException OPERATOR if ONNX Runtime refuses the graph
   */
  public static OnnxModel open(ModelCard card, byte[] graph, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(threads);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = environment.createSession(graph, options);
      return new OnnxModel(
          card,
          session,
          new ProviderReport(List.of(ExecutionProvider.CPU), ExecutionProvider.CPU, Map.of()));
    } catch (OrtException e) {
      throw new MienException(
          Blame.OPERATOR,
          "model.unreadable",
          "the model "
              + card.id()
              + " is not a graph that ONNX Runtime can load ("
              + e.getMessage()
              + "); fetch it again with 'mien models pull "
              + card.id()
              + "'",
          e);
    }
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public List<Long> inputShape() {
    return inputShape;
  }

  @Override
  public List<String> outputNames() {
    return outputNames;
  }

  @Override
  public ProviderReport provider() {
    return provider;
  }

  @Override
  public List<FloatTensor> run(List<Long> shape, Consumer<FloatBuffer> fill) {
    running.readLock().lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed) {
        throw new MienException(
            Blame.BUG, "model.closed", "the model " + card.id() + " was used after it was closed");
      }
      long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
      long count = Arrays.stream(dimensions).reduce(1, Math::multiplyExact);
      MemorySegment memory = arena.allocate(count * Float.BYTES, 64);
      FloatBuffer values = memory.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
      fill.accept(values);
      values.rewind();
      try (OnnxTensor input =
              OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, dimensions);
          OrtSession.Result result = session.run(Map.of(inputName, input))) {
        List<FloatTensor> outputs = new ArrayList<>(outputNames.size());
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.add(copy(output.getKey(), (OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new MienException(
          Blame.BUG,
          "model.run",
          "the model " + card.id() + " refused an input of shape " + shape + ": " + e.getMessage(),
          e);
    } finally {
      running.readLock().unlock();
    }
  }

  @Override
  public void close() {
    running.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new MienException(
          Blame.BUG, "model.close", "the model " + card.id() + " did not close", e);
    } finally {
      running.writeLock().unlock();
    }
  }

  private static FloatTensor copy(String name, OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new FloatTensor(name, shape(tensor.getInfo().getShape()), values);
  }

  private static List<Long> shape(long[] dimensions) {
    return Arrays.stream(dimensions).boxed().toList();
  }
}
