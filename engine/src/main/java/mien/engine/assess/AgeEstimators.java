package mien.engine.assess;

import mien.core.MienException;
import mien.engine.fault.EngineFault;
import mien.engine.model.LoadedModel;

/** Chooses the age estimator that understands a model. */
public final class AgeEstimators {

  private AgeEstimators() {}

  /**
   * The estimator for the family that the model's card names. The model stays its owner's to close,
   * after the estimator's last use.
   *
   * @throws MienException OPERATOR if the model is no age estimator
   */
  public static AgeEstimator of(LoadedModel model) {
    return switch (model.card().family()) {
      case FACEAPI_AGE_GENDER -> new FaceApiAgeEstimator(model);
      case GENDERAGE_V1 -> new GenderAgeV1Estimator(model);
      case GENDERAGE -> new GenderAgeEstimator(model);
      case SCRFD,
          YUNET,
          RETINAFACE,
          RFB,
          BLAZEFACE,
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
          MINIFASNET,
          EDIFFIQA ->
          throw new MienException(
              EngineFault.MODEL_WRONG_TASK,
              "an age estimator is needed, but "
                  + model.card().id()
                  + " is for "
                  + model.card().task()
                  + "; name one of faceapi_age_gender, genderage_v1, genderage");
    };
  }
}
