package mien.engine.wrong;

/** Breaks a rule of the house on purpose. */
public record StartsAProgram(ProcessBuilder program) {}
