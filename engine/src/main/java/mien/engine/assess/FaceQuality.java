package mien.engine.assess;

import java.util.OptionalDouble;

/**
 * How good a face picture is, from signals that can each be explained.
 *
 * @param sharpness 0 blurred to 1 sharp, from the face's own pixels
 * @param eyeDistancePixels distance of the eye centers in displayed pixels
 * @param exposure 0 black or burnt out to 1 well exposed
 * @param frontal 0 profile to 1 frontal; empty when neither landmarks nor a pose say
 * @param overall the signals as one number, 0 useless to 1 ideal
 */
public record FaceQuality(
    double sharpness,
    double eyeDistancePixels,
    double exposure,
    OptionalDouble frontal,
    double overall) {}
