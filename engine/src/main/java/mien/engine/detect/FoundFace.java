package mien.engine.detect;

import java.util.Optional;
import mien.core.face.Detection;
import mien.engine.mesh.FaceMesh;

/**
 * A candidate that counts as a face.
 *
 * @param detection box, score and, where they could be placed, five points
 * @param mesh fitted to it; empty where no mesh fits well enough to be believed
 * @param pointsOfMesh whether the five points are the mesh's and not the detector's own
 */
public record FoundFace(Detection detection, Optional<FaceMesh> mesh, boolean pointsOfMesh) {

  /** A candidate as the detector gave it. */
  static FoundFace of(Detection candidate) {
    return new FoundFace(candidate, Optional.empty(), false);
  }

  /**
   * With a mesh that is believed. A detector's own points stay: the thresholds of recognizers were
   * measured with them.
   */
  FoundFace with(FaceMesh believed) {
    return placed(believed, Optional.of(believed));
  }

  /** With the points of a mesh that is not believed itself. */
  FoundFace withPointsOf(FaceMesh doubted) {
    return placed(doubted, Optional.empty());
  }

  private FoundFace placed(FaceMesh from, Optional<FaceMesh> kept) {
    if (detection.landmarks().isPresent() && !pointsOfMesh) {
      return new FoundFace(detection, kept, false);
    }
    Detection placed =
        new Detection(detection.box(), detection.score(), Optional.of(from.toLandmarks5()));
    return new FoundFace(placed, kept, true);
  }
}
