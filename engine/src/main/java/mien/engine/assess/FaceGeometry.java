package mien.engine.assess;

import java.util.Optional;
import mien.core.face.Detection;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;

/**
 * A detection with what the 3D fit says of it, where one was made.
 *
 * @param detection box and five points
 * @param pose where the head points
 * @param landmarks68 the 68 3D points
 */
public record FaceGeometry(
    Detection detection, Optional<HeadPose> pose, Optional<Landmarks68> landmarks68) {}
