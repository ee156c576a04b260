package mien.engine.model;

/** What a model is for. */
public enum ModelTask {
  /** Finds faces. */
  DETECTION,
  /** Turns an aligned face into an embedding. */
  RECOGNITION,
  /** Fits a 3D head: pose and 68 points. */
  POSE,
  /** Places landmarks on a face. */
  LANDMARKS,
  /** Guesses age and gender. */
  AGE_GENDER,
  /** Tells open eyes from closed ones. */
  EYE_STATE,
  /** Tells a live face from a picture of one. */
  LIVENESS,
  /** Rates a face picture for recognition. */
  QUALITY
}
