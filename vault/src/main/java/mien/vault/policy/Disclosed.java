package mien.vault.policy;

import java.util.Locale;

/** What a policy says is kept of a person. What it does not say is never kept. */
public enum Disclosed {
  /** The photograph, and smaller copies of it. */
  PHOTOGRAPH,
  /** The vector that a recognizer makes of the face. */
  EMBEDDINGS,
  /** What a program guesses from the photograph, such as an age. Never under version 1. */
  CLASSIFICATIONS;

  /** As policy files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
