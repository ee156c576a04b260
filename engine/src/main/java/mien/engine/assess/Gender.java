package mien.engine.assess;

/** The two classes that the data sets label; a guess from looks, nothing more. */
public enum Gender {
  /** Labeled female. */
  FEMALE,
  /** Labeled male. */
  MALE
}
