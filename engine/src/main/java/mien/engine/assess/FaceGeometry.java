package mien.engine.assess;

import java.util.Optional;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.engine.mesh.FaceMesh;

/**
 * A detection with what the 3D fit and the mesh say of it, where they were made.
 *
 * @param detection box and five points
 * @param pose where the head points
 * @param landmarks68 the 68 3D points
 * @param mesh whose points follow the eyelids, which those of a 3D fit do not
 */
public record FaceGeometry(
    Detection detection,
    Optional<HeadPose> pose,
    Optional<Landmarks68> landmarks68,
    Optional<FaceMesh> mesh) {

  /** Without a mesh. */
  public FaceGeometry(
      Detection detection, Optional<HeadPose> pose, Optional<Landmarks68> landmarks68) {
    this(detection, pose, landmarks68, Optional.empty());
  }
}
