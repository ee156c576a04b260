package mien.engine.wrong;

import jdk.incubator.vector.FloatVector;

/** Breaks a rule of the house on purpose. */
public record VectorsInTheEngine(FloatVector values) {}
