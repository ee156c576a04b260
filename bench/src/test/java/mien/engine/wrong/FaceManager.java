package mien.engine.wrong;

/** Breaks two rules of the house on purpose. */
public final class FaceManager {

  /** A getter. */
  public int getFaces() {
    return 0;
  }
}
