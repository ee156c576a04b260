package mien.engine.model;

import java.util.Locale;

/** Where a network runs, in the words of ONNX Runtime. */
public enum ExecutionProvider {
  /** The processor; always there. */
  CPU,
  /** NVIDIA through CUDA; needs the GPU build of ONNX Runtime. */
  CUDA,
  /** NVIDIA through TensorRT; needs the GPU build of ONNX Runtime. */
  TENSORRT,
  /** Apple's Core ML; in the macOS arm64 build. */
  COREML,
  /** Windows' DirectML. */
  DIRECTML,
  /** Intel's OpenVINO. */
  OPENVINO,
  /** XNNPACK. */
  XNNPACK;

  /** The name for people and settings: {@code cuda}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
