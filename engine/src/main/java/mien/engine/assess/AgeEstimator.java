package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.ModelCard;

/** Guesses age and gender. Safe for many threads at once. */
public interface AgeEstimator {

  /** The model behind it. */
  ModelCard card();

  /** One guess a face, in order, in one batch. */
  List<AgeGender> estimate(Photo photo, List<Detection> faces);
}
