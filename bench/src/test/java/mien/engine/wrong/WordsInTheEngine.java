package mien.engine.wrong;

import picocli.CommandLine;

/** Breaks a rule of the house on purpose. */
public record WordsInTheEngine(CommandLine words) {}
