package mien.engine.model;

/**
 * A threshold with the false match rate that was measured at it.
 *
 * @param threshold cosine similarity at and above which two faces match
 * @param falseMatchRate measured share of different-person comparisons at or above it, in [0, 1]
 * @param comparisons how many independent different-person comparisons the measurement is worth
 * @param measuredOn data set and protocol
 */
public record OperatingPoint(
    double threshold, double falseMatchRate, long comparisons, String measuredOn) {}
