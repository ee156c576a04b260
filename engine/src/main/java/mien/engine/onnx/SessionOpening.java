package mien.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.model.ExecutionProvider;
import mien.engine.model.GraphContract;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelProbe;
import mien.engine.model.ProviderReport;
import mien.engine.model.SessionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Opens one session: tries the execution providers in order, each with fresh options (options that
 * failed are spoilt), and holds the graph against the card on each. A provider that does not load,
 * or that computes other numbers than the card's golden ones, is refused with its reason and the
 * next is tried; on the processor, wrong numbers mean a wrong file.
 */
final class SessionOpening {

  private static final long FREE_SIDE = 64;

  private final ModelCard card;
  private final SessionPolicy policy;
  private final Map<ExecutionProvider, String> refused = new EnumMap<>(ExecutionProvider.class);

  SessionOpening(ModelCard card, SessionPolicy policy) {
    this.card = card;
    this.policy = policy;
  }

  OnnxModel open(ByteBuffer graph) {
    for (ExecutionProvider provider : candidates()) {
      Optional<OnnxModel> model = attempt(provider, graph);
      if (model.isPresent()) {
        return model.get();
      }
    }
    throw new MienException(
        EngineFault.PROVIDER_REFUSED,
        "the model "
            + card.id()
            + " must run on "
            + policy.providers().getFirst().label()
            + ", which was refused ("
            + refused.get(policy.providers().getFirst())
            + "); install what it needs, or let mien fall back to the processor");
  }

  private List<ExecutionProvider> candidates() {
    if (policy.requireProvider()) {
      return policy.providers().subList(0, 1);
    }
    List<ExecutionProvider> all = new ArrayList<>(policy.providers());
    if (!all.contains(ExecutionProvider.CPU)) {
      all.add(ExecutionProvider.CPU);
    }
    return all;
  }

  /** The model on this provider; empty, with the reason kept, where it does not run. */
  private Optional<OnnxModel> attempt(ExecutionProvider provider, ByteBuffer graph) {
    try {
      return checked(provider, graph);
    } catch (OrtException | UnsatisfiedLinkError e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      if (provider == ExecutionProvider.CPU) {
        throw mismatch("ONNX Runtime refuses it: " + reason, e);
      }
      refused.put(provider, reason);
      return Optional.empty();
    }
  }

  private Optional<OnnxModel> checked(ExecutionProvider provider, ByteBuffer graph)
      throws OrtException {
    try (Arena memory = Arena.ofConfined()) {
      Optional<LoadRewrite> rewrite = LoadRewrite.of(card, provider, graph, memory);
      if (rewrite.isEmpty()) {
        return accepted(session(provider, graph), provider, List.of());
      }
      try {
        OrtSession session = session(provider, rewrite.get().graph());
        return accepted(session, provider, rewrite.get().remarks());
      } catch (OrtException | MienException e) {
        return accepted(session(provider, graph), provider, rewrite.get().remarks(e));
      }
    }
  }

  /** Holds the card against an open session; closes it unless it becomes the model. */
  private Optional<OnnxModel> accepted(
      OrtSession session, ExecutionProvider provider, List<String> remarks) throws OrtException {
    boolean kept = false;
    try {
      ModelProbe.Result result = probe(session, provider);
      Optional<String> mismatch = result.mismatch();
      if (mismatch.isPresent() && provider == ExecutionProvider.CPU) {
        throw mismatch(mismatch.get(), null);
      }
      if (mismatch.isPresent()) {
        refused.put(provider, "it computes other numbers: " + mismatch.get());
        return Optional.empty();
      }
      ProviderReport report =
          new ProviderReport(
              policy.providers(), provider, refused, result.goldenDifference(), remarks);
      OnnxModel model = new OnnxModel(card, session, report);
      kept = true;
      return Optional.of(model);
    } finally {
      if (!kept) {
        session.close();
      }
    }
  }

  private ModelProbe.Result probe(OrtSession session, ExecutionProvider provider)
      throws OrtException {
    if (!card.isNetwork()) {
      return new ModelProbe.Result(Optional.empty(), OptionalDouble.empty());
    }
    List<Long> declared = OnnxModel.inputShape(session);
    List<Long> probe = card.graph().map(GraphContract::probeShape).orElse(anyShape(declared));
    if (!fits(declared, probe)) {
      return new ModelProbe.Result(
          Optional.of("it takes an input of " + declared + " where the card has " + probe),
          OptionalDouble.empty());
    }
    String input = session.getInputInfo().keySet().iterator().next();
    return ModelProbe.check(
        card,
        probe,
        provider,
        (shape, fill) -> {
          try {
            return OnnxModel.forward(session, input, shape, fill);
          } catch (OrtException e) {
            throw mismatch("it refuses an input of " + shape + ": " + e.getMessage(), e);
          }
        });
  }

  /** A shape that the graph takes, for cards without a contract. */
  private List<Long> anyShape(List<Long> declared) {
    ModelInput input = card.input().orElseThrow();
    long height = input.height() == 0 ? FREE_SIDE : input.height();
    long width = input.width() == 0 ? FREE_SIDE : input.width();
    List<Long> wanted = List.of(1L, 3L, height, width);
    if (declared.size() != wanted.size()) {
      return wanted;
    }
    return IntStream.range(0, wanted.size())
        .mapToObj(i -> declared.get(i) > 0 ? declared.get(i) : wanted.get(i))
        .toList();
  }

  private static boolean fits(List<Long> declared, List<Long> probe) {
    if (declared.size() != probe.size()) {
      return false;
    }
    for (int i = 0; i < probe.size(); i++) {
      if (declared.get(i) > 0 && !declared.get(i).equals(probe.get(i))) {
        return false;
      }
    }
    return true;
  }

  private MienException mismatch(String why, @Nullable Throwable cause) {
    String message = "the file is not the model " + card.id() + " as its card has it: " + why;
    return cause == null
        ? new MienException(EngineFault.MODEL_MISMATCH, message)
        : new MienException(EngineFault.MODEL_MISMATCH, message, cause);
  }

  /**
   * Whether a session keeps the memory of its runs (ONNX Runtime's arena). Without it, each run
   * asks malloc for one block of up to tens of megabytes (its memory pattern), and where malloc
   * gives large blocks back to the system, as the launcher tells it to, every run faults through
   * its pages again.
   *
   * <p>Measured: an RFB detector at 640 x 448, the mesh for 7 faces, fr_feature for 4 and for 1;
   * processor time of one thread, Intel Xeon, three processes each. With the launcher's malloc
   * settings: arena 67-77 ms, no arena 84-100, no arena and no pattern 82-88. With glibc's own: six
   * processes each of a longer mix, 104-129, 103-128, 120-134. On an AMD EPYC half of all processes
   * without an arena took 1.4 times as long. Sixteen photos of 24 megapixels, two at once, every
   * network of an earlier default and a heap of 256 MB: peak resident memory 541-553 MB, without
   * any arena 565-590, with an arena for every network 594-669. So the networks that see each photo
   * and each face have one.
   */
  private boolean keepsMemory() {
    return switch (card.task()) {
      case DETECTION, RECOGNITION, LANDMARKS -> true;
      case AGE_GENDER, EYE_STATE, POSE, LIVENESS, QUALITY -> false;
    };
  }

  private OrtSession session(ExecutionProvider provider, ByteBuffer graph) throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.ALL_OPT);
      options.setCPUArenaAllocator(keepsMemory());
      options.setIntraOpNumThreads(policy.threads());
      options.addConfigEntry("session.intra_op.allow_spinning", policy.spinning() ? "1" : "0");
      // Warnings are about declared shapes (scrfd_500m) and unused weights: a user cannot act on
      // them.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      Providers.add(provider, options);
      return create(environment, graph, options);
    }
  }

  private static OrtSession create(
      OrtEnvironment environment, ByteBuffer graph, SessionOptions options) throws OrtException {
    if (graph.isDirect()) {
      return environment.createSession(graph.duplicate(), options);
    }
    byte[] bytes = new byte[graph.remaining()];
    graph.duplicate().get(bytes);
    return environment.createSession(bytes, options);
  }
}
