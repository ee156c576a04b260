package mien.vault.wrong;

import mien.engine.Aspect;

/** Breaks a rule of the house on purpose. */
public record SeesTheEngine(Aspect aspect) {}
