package mien.engine.assess;

import java.util.Optional;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;
import mien.engine.mesh.FaceMesh;

/**
 * What the 3D fit of a head, or a face mesh, gives.
 *
 * @param pose in degrees
 * @param landmarks68 in displayed pixels; absent when the shape basis is not installed
 */
public record HeadFit(HeadPose pose, Optional<Landmarks68> landmarks68) {

  /** Pose and points of a mesh; empty when its points have no extent. */
  public static Optional<HeadFit> of(FaceMesh mesh) {
    return MeshPose.of(mesh);
  }
}
