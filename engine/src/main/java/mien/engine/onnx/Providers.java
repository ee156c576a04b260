package mien.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mien.engine.model.ExecutionProvider;

/** Our execution providers in ONNX Runtime's words. */
final class Providers {

  private Providers() {}

  /**
   * Asks for a provider.
   *
   * @throws OrtException if this build does not have it, or its libraries do not load
   */
  static void add(ExecutionProvider provider, SessionOptions options) throws OrtException {
    switch (provider) {
      case CPU -> {} // always there
      case CUDA -> options.addCUDA();
      case TENSORRT -> options.addTensorrt(0);
      case COREML -> options.addCoreML(Map.of());
      case DIRECTML -> {
        options.setMemoryPatternOptimization(false); // DirectML refuses it
        options.addDirectML(0);
      }
      case OPENVINO -> options.addOpenVINO("CPU");
      case XNNPACK -> options.addXnnpack(Map.of());
    }
  }

  /** The providers that the native library was built with; whether they run is another matter. */
  static Set<ExecutionProvider> compiledIn() {
    NativeRuntime.environment();
    Set<ExecutionProvider> ours = EnumSet.noneOf(ExecutionProvider.class);
    for (OrtProvider provider : OrtEnvironment.getAvailableProviders()) {
      of(provider).ifPresent(ours::add);
    }
    return ours;
  }

  private static Optional<ExecutionProvider> of(OrtProvider provider) {
    return switch (provider) {
      case CPU -> Optional.of(ExecutionProvider.CPU);
      case CUDA -> Optional.of(ExecutionProvider.CUDA);
      case TENSOR_RT -> Optional.of(ExecutionProvider.TENSORRT);
      case CORE_ML -> Optional.of(ExecutionProvider.COREML);
      case DIRECT_ML -> Optional.of(ExecutionProvider.DIRECTML);
      case OPEN_VINO -> Optional.of(ExecutionProvider.OPENVINO);
      case XNNPACK -> Optional.of(ExecutionProvider.XNNPACK);
      default -> Optional.empty();
    };
  }
}
