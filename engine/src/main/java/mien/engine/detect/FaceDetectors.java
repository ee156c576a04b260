package mien.engine.detect;

import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.model.LoadedModel;

/** Chooses the detector that understands a model. */
public final class FaceDetectors {

  private FaceDetectors() {}

  /**
   * A detector around a model.
   *
   * @param model stays the caller's to close
   * @throws MienException OPERATOR if the model is no detector, or not what its card says
   */
  public static FaceDetector of(LoadedModel model) {
    return switch (model.card().family()) {
      case SCRFD -> new ScrfdDetector(model);
      case YUNET -> new YuNetDetector(model);
      case RETINAFACE -> new RetinaFaceDetector(model);
      case RFB -> new RfbDetector(model);
      case BLAZEFACE,
          MINI_XCEPTION_EYE,
          DLIB_RESNET,
          ARCFACE,
          TDDFA_V2,
          TDDFA_V2_BASIS,
          PFLD,
          FACE_MESH,
          LANDMARK_106,
          LANDMARK_3D_68,
          OPEN_CLOSED_EYE,
          OCEC,
          FACEAPI_AGE_GENDER,
          GENDERAGE_V1,
          GENDERAGE,
          MINIFASNET,
          EDIFFIQA ->
          throw new MienException(
              EngineFault.MODEL_NOT_A_DETECTOR,
              "a detector is needed, but "
                  + model.card().id()
                  + " is for "
                  + model.card().task()
                  + "; choose one of the detectors that 'mien models list' shows");
    };
  }
}
