package mien.engine.assess;

import java.util.List;
import mien.engine.image.Photo;

/** Judges whether eyes are open. Strategies: {@code ear} and {@code classifier}. */
public interface EyeStateEstimator {

  /** One judgment a face, in order. */
  List<EyesOpen> estimate(Photo photo, List<FaceGeometry> faces);
}
