package mien.engine.assess;

import java.util.List;
import mien.core.face.Detection;
import mien.engine.image.Photo;

/** Tells a live face from a print or a screen. Safe for many threads at once. */
public interface LivenessDetector {

  /** The probability that each face is live, in [0, 1], in order. */
  List<Double> live(Photo photo, List<Detection> faces);
}
