package mien.engine.assess;

import java.util.List;
import java.util.Optional;
import mien.core.face.Detection;
import mien.core.face.Landmarks68;
import mien.engine.image.Photo;
import mien.engine.model.ModelCard;

/** Fits a 3D head. Safe for many threads at once. */
public interface PoseEstimator {

  /** The model behind it. */
  ModelCard card();

  /**
   * The face that the model takes for the mean one, looking straight at the viewer: x to the right,
   * y downwards, z towards the viewer, in millimeters. Empty when the shape basis is not installed.
   */
  Optional<Landmarks68> meanFace();

  /** One fit a face, in order. */
  List<HeadFit> fit(Photo photo, List<Detection> faces);
}
