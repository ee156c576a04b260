package mien.engine.wrong;

import ai.onnxruntime.OrtSession;

/** Breaks a rule of the house on purpose. */
public record SessionOutsideTheFence(OrtSession session) {}
