package mien.engine.assess;

import java.util.Optional;
import mien.core.face.HeadPose;
import mien.core.face.Landmarks68;

/**
 * What the 3D fit of a head gives.
 *
 * @param pose in degrees
 * @param landmarks68 in displayed pixels; absent when the shape basis is not installed
 */
public record HeadFit(HeadPose pose, Optional<Landmarks68> landmarks68) {}
