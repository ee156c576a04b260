package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.ModelCard;

/** Fits a 3D head. Safe for many threads at once. */
public interface PoseEstimator {

  /** The model behind it. */
  ModelCard card();

  /** One fit a face, in order. */
  List<HeadFit> fit(Photo photo, List<Detection> faces);
}
