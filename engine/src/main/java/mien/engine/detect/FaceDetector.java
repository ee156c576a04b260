package mien.engine.detect;

import java.util.List;
import mien.core.face.Box;
import mien.core.face.Detection;
import mien.engine.image.Photo;
import mien.engine.model.ModelCard;

/** What one network sees in a photo. Safe for many threads at once. */
public interface FaceDetector {

  /** The model behind it. */
  ModelCard card();

  /**
   * Finds candidates in the photo as it stands; {@link FaceFinder} decides which are faces.
   *
   * @param photo upright; may be held at reduced scale
   * @param options least confidence and passes; turns and the limit are the finder's
   * @return candidates in displayed pixels, highest score first; empty when there are none
   */
  List<Detection> detect(Photo photo, DetectionOptions options);

  /**
   * The score of a face at a place when it is shown to the network at another size.
   *
   * @param box where, in displayed pixels
   * @param facePixels the longer side of the box in the network's input
   * @return in [0, 1]; 0 if nothing is seen there at that size
   */
  double scoreAt(Photo photo, Box box, int facePixels);
}
