package mien.engine;

/** What may be asked of a face beyond its box, five points and quality. */
public enum Aspect {
  /** Head pose and 68 3D landmarks. */
  HEAD,
  /** Age and gender. */
  AGE_GENDER,
  /** Whether the eyes are open. */
  EYES,
  /** Whether the face is live. */
  LIVENESS,
  /** The embedding: biometric data, never written anywhere unless the user asks. */
  EMBEDDING
}
