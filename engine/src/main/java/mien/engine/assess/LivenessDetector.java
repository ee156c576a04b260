package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;

/** Tells a live face from a print or a screen. Safe for many threads at once. */
public interface LivenessDetector {

  /** One judgment a face, in order. */
  List<Liveness> judge(Photo photo, List<Detection> faces);
}
