package mien.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
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
import mien.engine.fault.EngineFault;
import mien.engine.model.FloatTensor;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ProviderReport;
import mien.engine.model.SessionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One ONNX Runtime session. It owns the session's native memory from {@link #open} to {@link
 * #close}; tensors live only inside {@link #run}. ONNX Runtime crashes the process when a session
 * closes under a running call, so closing waits for the calls that run (the one lock outside
 * Workers, because it guards a native handle). A session that is never closed is freed by the end
 * of the process.
 */
public final class OnnxModel implements LoadedModel {

  /** Bytes; of a cache line and of the widest vector. */
  private static final int ALIGNMENT = 64;

  /**
   * The input's memory of a thread's last pass, for its next one of any model: fresh memory of
   * megabytes is cleared, and the kernel gives it page by page. Freed with the thread.
   */
  private static final ThreadLocal<@Nullable ByteBuffer> INPUT = new ThreadLocal<>();

  private final ModelCard card;
  private final OrtSession session;
  private final String inputName;
  private final List<Long> inputShape;
  private final List<String> outputNames;
  private final ProviderReport provider;
  private final ReadWriteLock running = new ReentrantReadWriteLock();
  private boolean closed;

  OnnxModel(ModelCard card, OrtSession session, ProviderReport provider) throws OrtException {
    this.card = card;
    this.session = session;
    this.provider = provider;
    Map.Entry<String, NodeInfo> input = session.getInputInfo().entrySet().iterator().next();
    this.inputName = input.getKey();
    this.inputShape = inputShape(session);
    this.outputNames = List.copyOf(session.getOutputInfo().keySet());
  }

  /**
   * Opens a session on the processor; the graph is held against the card.
   *
   * @param card what the bytes are
   * @param graph the ONNX file's bytes
   * @param threads inference threads of this session; 1 when callers run in parallel
   * @throws MienException OPERATOR if ONNX Runtime refuses the graph or it does not fit the card
   */
  public static OnnxModel open(ModelCard card, byte[] graph, int threads) {
    return open(card, ByteBuffer.wrap(graph), SessionPolicy.cpu(threads));
  }

  /**
   * Opens a session; the graph is held against the card.
   *
   * @param card what the bytes are
   * @param graph the ONNX file's bytes; not needed any more when this method returns
   * @param policy threads and execution providers
   * @throws MienException OPERATOR {@code model.mismatch} if ONNX Runtime refuses the graph or it
   *     does not fit the card, {@code provider.refused} if a required provider does not run
   */
  public static OnnxModel open(ModelCard card, ByteBuffer graph, SessionPolicy policy) {
    return new SessionOpening(card, policy).open(graph);
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
    try {
      if (closed) {
        throw new MienException(
            EngineFault.MODEL_CLOSED, "the model " + card.id() + " was used after it was closed");
      }
      return forward(session, inputName, shape, fill);
    } catch (OrtException e) {
      throw new MienException(
          EngineFault.MODEL_RUN,
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
          EngineFault.MODEL_CLOSE, "the model " + card.id() + " did not close", e);
    } finally {
      running.writeLock().unlock();
    }
  }

  /** One forward pass through a session that stays open meanwhile. */
  static List<FloatTensor> forward(
      OrtSession session, String inputName, List<Long> shape, Consumer<FloatBuffer> fill)
      throws OrtException {
    long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
    long bytes = Arrays.stream(dimensions).reduce(Float.BYTES, Math::multiplyExact);
    ByteBuffer memory = takeInput(Math.toIntExact(bytes));
    FloatBuffer values = memory.slice(0, (int) bytes).order(memory.order()).asFloatBuffer();
    fill.accept(values);
    values.rewind();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, dimensions);
        OrtSession.Result result = session.run(Map.of(inputName, input))) {
      List<FloatTensor> outputs = new ArrayList<>(result.size());
      for (Map.Entry<String, OnnxValue> output : result) {
        outputs.add(copy(output.getKey(), (OnnxTensor) output.getValue()));
      }
      return outputs;
    } finally {
      INPUT.set(memory);
    }
  }

  /** This thread's memory for inputs; what is in it is of an earlier pass. */
  private static ByteBuffer takeInput(int bytes) {
    ByteBuffer kept = INPUT.get();
    INPUT.remove(); // a pass that runs while this one is filled gets memory of its own
    return kept != null && kept.capacity() >= bytes
        ? kept
        // An aligned slice loses up to one alignment in all, and its end is cut to another.
        : ByteBuffer.allocateDirect(Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT + ALIGNMENT)
            .alignedSlice(ALIGNMENT)
            .order(ByteOrder.nativeOrder());
  }

  /** The declared shape of a session's first input, -1 where it is free. */
  static List<Long> inputShape(OrtSession session) throws OrtException {
    NodeInfo input = session.getInputInfo().values().iterator().next();
    return shape(((TensorInfo) input.getInfo()).getShape());
  }

  private static FloatTensor copy(String name, OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    // The binding copies into an array of its own, which nothing else sees.
    float[] values = buffer.hasArray() ? buffer.array() : new float[0];
    if (values.length != buffer.remaining()) {
      values = new float[buffer.remaining()];
      buffer.get(values);
    }
    return new FloatTensor(name, shape(tensor.getInfo().getShape()), values);
  }

  private static List<Long> shape(long[] dimensions) {
    return Arrays.stream(dimensions).boxed().toList();
  }
}
