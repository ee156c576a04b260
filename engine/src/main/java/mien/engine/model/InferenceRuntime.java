package mien.engine.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mien.engine.onnx.NativeRuntime;
import mien.engine.onnx.ProviderTrial;

/**
 * What runs the networks: for {@code mien doctor} and for logs.
 *
 * @param version of ONNX Runtime
 * @param natives folder of its native library; empty when it unpacks itself at every start
 * @param nativesRemark why they lie there, or why they had to be unpacked again
 */
public record InferenceRuntime(String version, Optional<Path> natives, String nativesRemark) {

  /**
   * Brings the native library up, if it is not yet, and describes it.
   *
   * @throws mien.core.MienException OPERATOR {@code runtime.unloadable} if it does not load
   */
  public static InferenceRuntime describe() {
    NativeRuntime.Natives natives = NativeRuntime.natives();
    return new InferenceRuntime(NativeRuntime.version(), natives.folder(), natives.remark());
  }

  /** Tries every execution provider with a network of one node; takes some milliseconds each. */
  public static List<ProviderSupport> tryProviders() {
    return ProviderTrial.all();
  }
}
