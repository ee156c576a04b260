package mien.engine.assess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import mien.core.face.ModelId;
import mien.engine.image.ChannelOrder;
import mien.engine.image.Normalization;
import mien.engine.model.License;
import mien.engine.model.LoadedModel;
import mien.engine.model.ModelCard;
import mien.engine.model.ModelFamily;
import mien.engine.model.ModelInput;
import mien.engine.model.ModelTask;
import mien.engine.onnx.OnnxModel;
import mien.engine.testing.Shared;

/** Opens the models that these tests need, with one inference thread. */
final class AssessModels {

  private static final Normalization RAW_RGB = Normalization.of(ChannelOrder.RGB, 0, 1);

  private AssessModels() {}

  static LoadedModel faceApi() {
    return shared(
        "faceapi_age_gender.onnx",
        ModelTask.AGE_GENDER,
        ModelFamily.FACEAPI_AGE_GENDER,
        new ModelInput(112, 112, RAW_RGB));
  }

  static LoadedModel genderAgeV1() {
    return shared(
        "genderage_v1.onnx",
        ModelTask.AGE_GENDER,
        ModelFamily.GENDERAGE_V1,
        new ModelInput(112, 112, RAW_RGB));
  }

  static LoadedModel narrowLiveness() {
    return liveness("minifasnet_v2_2.7_80x80.onnx");
  }

  static LoadedModel wideLiveness() {
    return liveness("minifasnet_v1se_4.0_80x80.onnx");
  }

  private static LoadedModel liveness(String file) {
    return shared(
        file,
        ModelTask.LIVENESS,
        ModelFamily.MINIFASNET,
        new ModelInput(80, 80, Normalization.of(ChannelOrder.BGR, 0, 1)));
  }

  static LoadedModel pfld() {
    return shared(
        "pfld_68.onnx",
        ModelTask.LANDMARKS,
        ModelFamily.PFLD,
        new ModelInput(112, 112, Normalization.of(ChannelOrder.RGB, 0, 255)));
  }

  static LoadedModel openClosedEye() {
    return shared(
        "open_closed_eye_0001.onnx",
        ModelTask.EYE_STATE,
        ModelFamily.OPEN_CLOSED_EYE,
        new ModelInput(32, 32, Normalization.of(ChannelOrder.BGR, 127, 255)));
  }

  static LoadedModel ocec() {
    return shared(
        "ocec_m.onnx",
        ModelTask.EYE_STATE,
        ModelFamily.OCEC,
        new ModelInput(40, 24, Normalization.of(ChannelOrder.RGB, 0, 255)));
  }

  static LoadedModel scrfd() {
    return shared(
        "scrfd_2.5g_kps.onnx",
        ModelTask.DETECTION,
        ModelFamily.SCRFD,
        new ModelInput(0, 0, Normalization.of(ChannelOrder.RGB, 127.5, 128)));
  }

  private static LoadedModel shared(
      String file, ModelTask task, ModelFamily family, ModelInput input) {
    Path path = Shared.model(file);
    try {
      return open(file, Files.readAllBytes(path), task, family, input);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static LoadedModel open(
      String file, byte[] graph, ModelTask task, ModelFamily family, ModelInput input) {
    return OnnxModel.open(card(file, graph, task, family, input), graph, 1);
  }

  private static ModelCard card(
      String file, byte[] graph, ModelTask task, ModelFamily family, ModelInput input) {
    try {
      return new ModelCard(
          new ModelId(file.substring(0, file.lastIndexOf('.'))),
          task,
          family,
          file,
          graph.length,
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph)),
          List.of(),
          new License("unstated", false, ""),
          Optional.of(input),
          0,
          List.of());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
