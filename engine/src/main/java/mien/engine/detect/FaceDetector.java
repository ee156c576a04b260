package mien.engine.detect;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.ModelCard;

/** Finds faces in a photo. Safe for many threads at once. */
public interface FaceDetector {

  /** The model behind it. */
  ModelCard card();

  /**
   * Finds faces.
   *
   * @param photo upright; may be held at reduced scale
   * @param options limits and passes
   * @return faces in displayed pixels, best first; empty when there are none
   */
  List<Detection> detect(Photo photo, DetectionOptions options);
}
