package mien.cli.compare;

import java.util.Comparator;
import java.util.Optional;
import mien.engine.AnalyzedFace;
import mien.engine.PhotoFaces;

/**
 * One photo of a comparison.
 *
 * @param name as it was typed
 * @param photo everything that was found
 * @param chosen the face that is compared: the largest one; empty when there is none
 */
record FaceChoice(String name, PhotoFaces photo, Optional<AnalyzedFace> chosen) {

  static FaceChoice of(String name, PhotoFaces photo) {
    Optional<AnalyzedFace> largest =
        photo.faces().stream()
            .max(Comparator.comparingDouble(face -> face.detection().box().area()));
    return new FaceChoice(name, photo, largest);
  }
}
