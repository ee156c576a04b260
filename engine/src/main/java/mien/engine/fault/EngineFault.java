package mien.engine.fault;

import static mien.core.FaultCode.Kind.BUG;
import static mien.core.FaultCode.Kind.BUSY;
import static mien.core.FaultCode.Kind.INVALID;
import static mien.core.FaultCode.Kind.UNAVAILABLE;
import static mien.core.FaultCode.Kind.UNFIT;

import mien.core.FaultCode;

/** Faults of seeing: models, inference, and the queue in front of them. */
public enum EngineFault implements FaultCode {
  /** The points of a face make no head. */
  ALIGN_HEAD("align.head", BUG),
  /** The five points of a face lie on one another. */
  ALIGN_LANDMARKS("align.landmarks", BUG),
  /** Frontal alignment was asked for without the model of head shapes. */
  ALIGN_NO_BASIS("align.no-basis", UNAVAILABLE),
  /** A face without five points was to be aligned by them. */
  ALIGN_NO_LANDMARKS("align.no-landmarks", BUG),
  /** The caller has gone, and the work has ended. */
  BUSY_CANCELLED("busy.cancelled", BUSY),
  /** The work was not done in the time it was given. */
  BUSY_DEADLINE("busy.deadline", BUSY),
  /** The work was canceled. */
  BUSY_INTERRUPTED("busy.interrupted", BUSY),
  /** The queue is full, or the engine is closing. */
  BUSY_QUEUE("busy.queue", BUSY),
  /** An aspect was asked for that the engine was not opened with. */
  ENGINE_ASPECT("engine.aspect", BUG),
  /** A call of the C library failed. */
  ENGINE_NATIVE("engine.native", BUG),
  /** A face without points was to be assessed by them. */
  FACE_NO_LANDMARKS("face.no-landmarks", BUG),
  /** A face has no embedding, because the detector gives no points to align it by. */
  FACE_NO_POINTS("face.no-points", UNAVAILABLE),
  /** No face was found in the photo. */
  FACE_NONE("face.none", UNFIT),
  /** Several faces were found, and one is needed. */
  FACE_SEVERAL("face.several", UNFIT),
  /** The address of the mirror is none. */
  MIRROR_INVALID("mirror.invalid", INVALID),
  /** The file of head shapes has another size. */
  MODEL_BASIS("model.basis", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** The card of a model says something impossible. */
  MODEL_CARD("model.card", BUG),
  /** The file of a model is another file. */
  MODEL_CHECKSUM("model.checksum", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A model did not close. */
  MODEL_CLOSE("model.close", BUG),
  /** A model was used after it was closed. */
  MODEL_CLOSED("model.closed", BUG),
  /** What was fetched is not what the conversion takes. */
  MODEL_CONVERSION("model.conversion", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A model takes another input than its family. */
  MODEL_INPUT("model.input", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A model gives another output than its family. */
  MODEL_MISFIT("model.misfit", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** The graph of a model is not as its card says. */
  MODEL_MISMATCH("model.mismatch", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** The file of a model is not here or cannot be read. */
  MODEL_MISSING("model.missing", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A model that finds no faces was chosen as the detector. */
  MODEL_NOT_A_DETECTOR("model.not-a-detector", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A detector gives other outputs than its family. */
  MODEL_OUTPUTS("model.outputs", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** Inference failed. */
  MODEL_RUN("model.run", BUG),
  /** The file of a model ends early. */
  MODEL_TRUNCATED("model.truncated", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** There is no model of that name. */
  MODEL_UNKNOWN("model.unknown", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** A model was chosen for a task that it does not do. */
  MODEL_WRONG_TASK("model.wrong-task", UNAVAILABLE, EngineFault.PULL_MODELS),
  /** Another process is fetching models. */
  MODELS_BUSY("models.busy", BUSY),
  /** The folder of the models cannot be used. */
  MODELS_FOLDER("models.folder", UNAVAILABLE),
  /** The file of accepted terms cannot be read or written. */
  MODELS_TERMS("models.terms", UNAVAILABLE),
  /** The card of the pose model lacks a number. */
  POSE_CARD("pose.card", BUG),
  /** The pose model gave an output of another size. */
  POSE_OUTPUT("pose.output", UNAVAILABLE),
  /** The execution provider that was asked for is not here. */
  PROVIDER_REFUSED("provider.refused", UNAVAILABLE),
  /** The card of a recognizer says something impossible. */
  RECOGNIZE_CARD("recognize.card", BUG),
  /** A recognizer gave an output that is no embedding. */
  RECOGNIZE_OUTPUT("recognize.output", UNAVAILABLE),
  /** An aligned face has another size than the recognizer takes. */
  RECOGNIZE_SIZE("recognize.size", BUG),
  /** The telemetry of ONNX Runtime could not be switched off. */
  RUNTIME_TELEMETRY("runtime.telemetry", UNAVAILABLE),
  /** ONNX Runtime cannot be loaded. */
  RUNTIME_UNLOADABLE("runtime.unloadable", UNAVAILABLE),
  /** A task failed, and no one knows why. */
  WORKERS_UNEXPECTED("workers.unexpected", BUG);

  /** The remedy that a door names, without a folder. */
  public static final String PULL_MODELS = "Models are missing. Run: mien models pull registry";

  private final Facts facts;

  EngineFault(String text, Kind kind) {
    this.facts = Facts.of(text, kind);
  }

  EngineFault(String text, Kind kind, String sentence) {
    this.facts = Facts.of(text, kind, sentence);
  }

  @Override
  public Facts facts() {
    return facts;
  }
}
