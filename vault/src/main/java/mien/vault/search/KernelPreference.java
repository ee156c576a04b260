package mien.vault.search;

/** Which arithmetic a search should run on. */
public enum KernelPreference {
  /** The JDK's Vector API where it is there, else plain Java. */
  AUTO,
  /** Plain Java, the reference that the vector kernel is held against. */
  SCALAR
}
