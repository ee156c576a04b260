package mien.engine.assess;

/**
 * Both eyes of a face.
 *
 * @param imageLeft the eye at the left of the picture
 * @param imageRight the eye at the right of the picture
 */
public record EyesOpen(EyeOpen imageLeft, EyeOpen imageRight) {

  /**
   * The face as a whole: the less open of two judged eyes, the judged one if only one is, else
   * unknown.
   */
  public EyeOpen face() {
    if (imageLeft instanceof EyeOpen.Measured(double left)
        && imageRight instanceof EyeOpen.Measured(double right)) {
      return new EyeOpen.Measured(Math.min(left, right));
    }
    return imageLeft instanceof EyeOpen.Measured ? imageLeft : imageRight;
  }
}
